package dev.stacktape.artifact.image;

import dev.stacktape.artifact.FileProblem;
import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.artifact.ImageSpec.ExistingImage;
import dev.stacktape.artifact.image.ImageArtifact.Blob;
import dev.stacktape.artifact.image.Recipe.Prepared;
import dev.stacktape.event.Event;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.Severity;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@link ImageBuilding#buildAll}: finds out what goes into each image, asks the
 * repository which of them it has, and builds the others.
 */
final class ImageRun {
  private final ImageBuilding building;
  private final ImageStore store;
  private final BaseImages bases;
  private final Recipes recipes;
  private final Problems problems = new Problems();

  ImageRun(ImageBuilding building) {
    this.building = building;
    this.store = new ImageStore(building.directory());
    this.bases = new BaseImages(building.settings());
    this.recipes = new Recipes(building, bases, store);
  }

  /** What became of work on another thread. */
  private record Outcome<T>(@Nullable T value, List<Problem> problems) {}

  List<ImageArtifact> buildAll(List<ImageSpec> specs) {
    Map<ImageSpec, CompletableFuture<Outcome<Prepared>>> preparing = new HashMap<>();
    Map<ImageSpec, CompletableFuture<Outcome<ImageArtifact>>> finding = new HashMap<>();
    for (ImageSpec spec : specs) {
      if (spec instanceof ExistingImage existing) {
        ExistingImages images = new ExistingImages(building.settings());
        finding.put(spec, begin(found -> images.find(existing, found)));
      } else {
        recipe(spec).ifPresent(recipe -> preparing.put(spec, begin(recipe::prepare)));
      }
    }
    Map<ImageSpec, Prepared> prepared = results(specs, preparing);
    Map<ImageSpec, ImageArtifact> artifacts = results(specs, finding);
    problems.throwIfErrors();
    build(specs, prepared, artifacts);
    problems.throwIfErrors();
    problems.sorted().forEach(warning -> building.listener().on(new Event.Warned(warning)));
    tidy(prepared);
    List<ImageArtifact> all = new ArrayList<>();
    specs.forEach(spec -> all.add(Objects.requireNonNull(artifacts.get(spec))));
    all.forEach(this::tell);
    return all;
  }

  private Optional<Recipe> recipe(ImageSpec spec) {
    try {
      return Optional.of(recipes.of(spec));
    } catch (StacktapeException e) {
      e.problems().forEach(problem -> problems.add(placed(problem, spec.location())));
      return Optional.empty();
    }
  }

  private void build(
      List<ImageSpec> specs,
      Map<ImageSpec, Prepared> prepared,
      Map<ImageSpec, ImageArtifact> artifacts) {
    Set<String> contents = new HashSet<>();
    prepared.values().forEach(one -> contents.add(one.contentDigest()));
    Map<String, String> known = contents.isEmpty() ? Map.of() : building.lookup().find(contents);
    Map<ImageSpec, CompletableFuture<Outcome<ImageArtifact>>> builds = new HashMap<>();
    Map<String, CompletableFuture<Outcome<Kept>>> byContent = new HashMap<>();
    prepared.forEach(
        (spec, one) -> {
          String content = one.contentDigest();
          String digest = known.get(content);
          if (digest != null) {
            artifacts.put(
                spec, new ImageArtifact.Stored(spec.name(), spec.token(), content, digest));
          } else {
            builds.put(
                spec,
                byContent
                    .computeIfAbsent(content, absent -> begin(found -> kept(one)))
                    .thenApply(outcome -> built(spec, content, outcome)));
          }
        });
    artifacts.putAll(results(specs, builds));
  }

  /** An image and whether it was there already. */
  private record Kept(StoredImage image, boolean reused) {}

  private Kept kept(Prepared prepared) throws IOException {
    String content = prepared.contentDigest();
    Optional<StoredImage> before = store.image(content);
    if (before.isPresent()) {
      return new Kept(before.get(), true);
    }
    StoredImage image = prepared.build();
    store.keep(content, image);
    return new Kept(image, false);
  }

  private Outcome<ImageArtifact> built(ImageSpec spec, String content, Outcome<Kept> outcome) {
    Kept kept = outcome.value();
    if (kept == null) {
      return new Outcome<>(null, outcome.problems());
    }
    StoredImage image = kept.image();
    List<Blob> blobs = new ArrayList<>();
    BaseImage base = new BaseImage(image.base(), image.mediaType(), image.inherited(), "");
    image
        .inherited()
        .forEach(
            layer ->
                blobs.add(new Blob(layer.digest(), layer.size(), () -> bases.layer(base, layer))));
    image
        .own()
        .forEach(
            blob ->
                blobs.add(new Blob(blob.digest(), blob.size(), () -> store.blob(blob.digest()))));
    return new Outcome<>(
        new ImageArtifact.Built(
            spec.name(),
            spec.token(),
            content,
            image.digest(),
            image.mediaType(),
            image.manifest(),
            blobs,
            image.sizeBytes(),
            kept.reused()),
        outcome.problems());
  }

  // ---- work on other threads ----

  /** Work that reports and may fail. */
  @FunctionalInterface
  private interface Work<T> {
    T run(Problems found) throws IOException;
  }

  private <T> CompletableFuture<Outcome<T>> begin(Work<T> work) {
    return CompletableFuture.supplyAsync(() -> outcome(work), building.executor());
  }

  private static <T> Outcome<T> outcome(Work<T> work) {
    Problems found = new Problems();
    T value = null;
    try {
      value = work.run(found);
    } catch (StacktapeException e) {
      found.addAll(e.problems());
    } catch (IOException e) {
      found.add(FileProblem.of(e));
    } catch (UncheckedIOException e) {
      found.add(FileProblem.of(new IOException(e.getMessage(), e)));
    }
    return new Outcome<>(found.hasErrors() ? null : value, found.sorted());
  }

  private <T> Map<ImageSpec, T> results(
      List<ImageSpec> specs, Map<ImageSpec, CompletableFuture<Outcome<T>>> begun) {
    Map<ImageSpec, T> results = new HashMap<>();
    for (ImageSpec spec : specs) {
      CompletableFuture<Outcome<T>> future = begun.get(spec);
      if (future != null) {
        Outcome<T> outcome = future.join();
        outcome.problems().forEach(problem -> problems.add(placed(problem, spec.location())));
        if (outcome.value() != null) {
          results.put(spec, outcome.value());
        }
      }
    }
    return results;
  }

  private static Problem placed(Problem problem, @Nullable Location location) {
    return problem.location() == null ? problem.at(location) : problem;
  }

  private void tidy(Map<ImageSpec, Prepared> prepared) {
    Set<String> used = new HashSet<>();
    prepared.values().forEach(one -> used.add(one.contentDigest()));
    try {
      store.tidy(used);
    } catch (IOException e) {
      building.listener().on(new Event.Warned(FileProblem.of(e).as(Severity.WARNING)));
    }
  }

  private void tell(ImageArtifact artifact) {
    if (artifact instanceof ImageArtifact.Built built) {
      building
          .listener()
          .on(
              new Event.ArtifactPackaged(
                  built.name(),
                  built.contentDigest(),
                  built.sizeBytes(),
                  built.sizeBytes(),
                  built.reused()));
    } else if (artifact instanceof ImageArtifact.Elsewhere elsewhere) {
      building
          .listener()
          .on(new Event.Noted("  %s: %s".formatted(elsewhere.name(), elsewhere.reference())));
    }
  }
}

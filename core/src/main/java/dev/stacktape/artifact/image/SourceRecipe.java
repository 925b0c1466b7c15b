package dev.stacktape.artifact.image;

import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program on a base image: layers of files and a configuration.
 *
 * @param commands what is run on the base image before, null for nothing
 */
record SourceRecipe(
    Planning planning, @Nullable BaseCommands commands, BaseImages bases, ImageStore store)
    implements Recipe {
  /** Changes whenever the same plan would become another image. */
  private static final String FORMAT = "stacktape-image 1";

  /** Gathers the files of a program, which may mean to bundle or to install. */
  @FunctionalInterface
  interface Planning {
    /** The plan; errors among the problems mean that it is not to be used. */
    ImagePlan plan(Problems problems) throws IOException;
  }

  @Override
  public Prepared prepare(Problems problems) throws IOException {
    ImagePlan plan = planning.plan(problems);
    problems.throwIfErrors();
    BaseImage base = bases.get(plan.base(), plan.architecture());
    List<HashedLayer> layers = new ArrayList<>();
    for (ImageLayer layer : plan.layers()) {
      layers.add(HashedLayer.of(layer));
    }
    Prepared changed = commands == null ? null : commands.prepare(base);
    return new Ready(this, plan, base, changed, layers, digest(plan, base, changed, layers));
  }

  private static String digest(
      ImagePlan plan, BaseImage base, @Nullable Prepared changed, List<HashedLayer> layers) {
    Sha256 digest = new Sha256();
    digest.add(FORMAT + "\n");
    // Not its address: the same image in a mirror is the same.
    digest.add(base.address().substring(base.address().indexOf('@')) + "\n");
    if (changed != null) {
      digest.add(changed.contentDigest() + "\n");
    }
    digest.add(plan.architecture() + "\n");
    layers.forEach(layer -> digest.add(layer.name() + " " + layer.digest() + "\n"));
    plan.entrypoint().forEach(word -> digest.add(word.length() + " " + word + "\n"));
    new TreeMap<>(plan.environment())
        .forEach((name, value) -> digest.add(name + "=" + value.length() + " " + value + "\n"));
    return digest.hex();
  }

  private record Ready(
      SourceRecipe recipe,
      ImagePlan plan,
      BaseImage base,
      @Nullable Prepared changed,
      List<HashedLayer> layers,
      String contentDigest)
      implements Prepared {

    @Override
    public StoredImage build() throws IOException {
      BaseCommands commands = recipe.commands();
      return commands == null || changed == null ? build(base) : build(commands.run(changed));
    }

    private StoredImage build(BaseImage on) throws IOException {
      ImageStore store = recipe.store();
      ImageDocuments documents = new ImageDocuments(on);
      List<StoredLayer> stored = new ArrayList<>();
      for (HashedLayer layer : layers) {
        stored.add(store.layer(layer));
      }
      LayerReference config =
          store.document(documents.config(plan, stored), documents.configMediaType());
      String manifest = documents.manifest(config, stored);
      List<LayerReference> own = new ArrayList<>(BaseCommands.layers(on));
      stored.forEach(
          layer ->
              own.add(
                  new LayerReference(layer.digest(), layer.size(), documents.layerMediaType())));
      own.add(config);
      return new StoredImage(
          "sha256:" + new Sha256().with(manifest),
          documents.manifestMediaType(),
          manifest,
          own,
          on.address().isEmpty() ? List.of() : on.layers(),
          on.address());
    }
  }
}

package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ecr.RepositoryRecord.ImageRecord;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on the images of a repository. */
final class ImageCalls {
  private final LocalContext context;
  private final Repositories repositories;
  private final LayerStore layers;

  ImageCalls(LocalContext context, Repositories repositories, LayerStore layers) {
    this.context = context;
    this.repositories = repositories;
    this.layers = layers;
  }

  /** The answer; empty when the operation is none of these. */
  Optional<Document> answer(String operation, String region, Document input) {
    Document answer =
        switch (operation) {
          case "BatchGetImage" -> batchGet(repository(region, input), input);
          case "BatchDeleteImage" -> batchDelete(repository(region, input), input);
          case "DescribeImages" -> describe(repository(region, input), input);
          case "ListImages" -> list(repository(region, input), input);
          case "BatchCheckLayerAvailability" -> availability(repository(region, input), input);
          case "PutImage" -> put(repository(region, input), input);
          default -> null;
        };
    return Optional.ofNullable(answer);
  }

  private RepositoryRecord repository(String region, Document input) {
    return repositories.get(region, input.required("repositoryName"));
  }

  private Document batchGet(RepositoryRecord repository, Document input) {
    List<Object> images = new ArrayList<>();
    List<Object> failures = new ArrayList<>();
    for (Document id : input.documents("imageIds")) {
      ImageRecord image = find(repository, id);
      if (image == null) {
        failures.add(failure(id));
      } else {
        images.add(image(repository, image, id.text("imageTag")));
      }
    }
    return new Document(Map.of("images", images, "failures", failures));
  }

  private Map<String, Object> image(
      RepositoryRecord repository, ImageRecord image, @Nullable String tag) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("registryId", context.account());
    view.put("repositoryName", repository.name());
    view.put("imageId", id(image.digest(), tag));
    view.put("imageManifest", manifest(image));
    view.put("imageManifestMediaType", image.mediaType());
    return view;
  }

  private String manifest(ImageRecord image) {
    Path file = layers.find(image.digest());
    if (file == null) {
      throw new AwsError(500, "ServerException", "The manifest is gone from the state folder");
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Document batchDelete(RepositoryRecord repository, Document input) {
    List<Object> deleted = new ArrayList<>();
    List<Object> failures = new ArrayList<>();
    for (Document id : input.documents("imageIds")) {
      ImageRecord image = find(repository, id);
      if (image == null) {
        failures.add(failure(id));
        continue;
      }
      String tag = id.text("imageTag");
      // An image goes with its last tag.
      boolean whole =
          tag == null
              || repository.tagged().values().stream().filter(image.digest()::equals).count() <= 1;
      var unused =
          repositories.change(
              repository.region(),
              repository.name(),
              before ->
                  whole || tag == null
                      ? before.withoutImage(image.digest())
                      : before.withoutTag(tag));
      deleted.add(id(image.digest(), tag));
    }
    return new Document(Map.of("imageIds", deleted, "failures", failures));
  }

  private Document describe(RepositoryRecord repository, Document input) {
    List<ImageRecord> found = new ArrayList<>();
    if (input.documents("imageIds").isEmpty()) {
      found.addAll(repository.images().values());
    }
    for (Document id : input.documents("imageIds")) {
      ImageRecord image = find(repository, id);
      if (image == null) {
        throw new AwsError(
            400,
            "ImageNotFoundException",
            "The image with imageId {imageDigest:'%s', imageTag:'%s'} does not exist within the repository with name '%s' in the registry with id '%s'"
                .formatted(
                    id.text("imageDigest", "null"),
                    id.text("imageTag", "null"),
                    repository.name(),
                    context.account()));
      }
      found.add(image);
    }
    return Pages.page(
        "imageDetails", found.stream().map(image -> detail(repository, image)).toList(), input);
  }

  private Map<String, Object> detail(RepositoryRecord repository, ImageRecord image) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("registryId", context.account());
    view.put("repositoryName", repository.name());
    view.put("imageDigest", image.digest());
    List<String> tags = tags(repository, image);
    if (!tags.isEmpty()) {
      view.put("imageTags", tags);
    }
    view.put("imageSizeInBytes", image.sizeBytes());
    view.put("imagePushedAt", image.pushedAt() / 1000.0);
    view.put("imageManifestMediaType", image.mediaType());
    return view;
  }

  private Document list(RepositoryRecord repository, Document input) {
    String wanted = input.at("filter").text("tagStatus", "ANY");
    List<Map<String, String>> ids = new ArrayList<>();
    for (ImageRecord image : repository.images().values()) {
      List<String> tags = tags(repository, image);
      if (tags.isEmpty() && !wanted.equals("TAGGED")) {
        ids.add(id(image.digest(), null));
      }
      if (!wanted.equals("UNTAGGED")) {
        tags.forEach(tag -> ids.add(id(image.digest(), tag)));
      }
    }
    return Pages.page("imageIds", ids, input);
  }

  private Document availability(RepositoryRecord repository, Document input) {
    List<Object> found = new ArrayList<>();
    for (String digest : input.texts("layerDigests")) {
      boolean there = repository.layers().contains(digest) && layers.find(digest) != null;
      found.add(
          Map.of("layerDigest", digest, "layerAvailability", there ? "AVAILABLE" : "UNAVAILABLE"));
    }
    return new Document(Map.of("layers", found, "failures", List.of()));
  }

  private Document put(RepositoryRecord repository, Document input) {
    ImageRecord image =
        new Manifests(context.clock(), layers)
            .keep(
                repository,
                input.required("imageManifest").getBytes(StandardCharsets.UTF_8),
                input.text("imageManifestMediaType", ""));
    String tag = input.text("imageTag");
    repositories.put(repository.region(), repository.name(), image, tag);
    return new Document(Map.of("image", image(repository, image, tag)));
  }

  static @Nullable ImageRecord find(RepositoryRecord repository, Document id) {
    String digest = id.text("imageDigest");
    String tag = id.text("imageTag");
    String tagged = tag == null ? null : repository.tagged().get(tag);
    if (tag != null && (tagged == null || (digest != null && !digest.equals(tagged)))) {
      return null;
    }
    String wanted = tagged == null ? digest : tagged;
    return wanted == null ? null : repository.images().get(wanted);
  }

  private static List<String> tags(RepositoryRecord repository, ImageRecord image) {
    return repository.tagged().entrySet().stream()
        .filter(entry -> entry.getValue().equals(image.digest()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, String> id(String digest, @Nullable String tag) {
    Map<String, String> id = new LinkedHashMap<>();
    id.put("imageDigest", digest);
    if (tag != null) {
      id.put("imageTag", tag);
    }
    return id;
  }

  private static Map<String, Object> failure(Document id) {
    return Map.of(
        "imageId",
        id.values(),
        "failureCode",
        "ImageNotFound",
        "failureReason",
        "Requested image not found");
  }
}

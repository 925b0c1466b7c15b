package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ecr.RepositoryRecord.ImageRecord;
import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Takes manifests in; what they name must have been pushed before. */
record Manifests(Clock clock, LayerStore layers) {

  /**
   * Keeps a manifest.
   *
   * @param mediaType as the client says; empty for what stands in the manifest
   */
  ImageRecord keep(RepositoryRecord repository, byte[] json, String mediaType) {
    Document manifest = parse(json);
    List<Document> parts = new ArrayList<>(manifest.documents("layers"));
    if (manifest.has("config")) {
      parts.add(manifest.at("config"));
    }
    for (Document part : parts) {
      String digest = part.required("digest");
      if (!repository.layers().contains(digest) || layers.find(digest) == null) {
        throw new AwsError(
            400,
            "LayersNotFoundException",
            "Layers with digests '[%s]' required for pushing image into repository with name '%s' don't exist"
                .formatted(digest, repository.name()));
      }
    }
    for (Document image : manifest.documents("manifests")) {
      if (!repository.images().containsKey(image.required("digest"))) {
        throw new AwsError(
            400,
            "ReferencedImagesNotFoundException",
            "The manifest list names images that are not in the repository");
      }
    }
    long size = 0;
    for (Document part : parts) {
      size += Long.parseLong(String.valueOf(part.get("size")));
    }
    return new ImageRecord(
        layers.put(json),
        mediaType.isEmpty() ? manifest.text("mediaType", "") : mediaType,
        clock.millis(),
        size);
  }

  private static Document parse(byte[] json) {
    try {
      return Document.parse(new String(json, StandardCharsets.UTF_8));
    } catch (RuntimeException notJson) {
      throw new AwsError(400, "InvalidParameterException", "The manifest is not valid JSON");
    }
  }
}

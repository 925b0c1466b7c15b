package dev.stacktape.artifact.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two documents that make layers an image, in the form of the base image's own.
 *
 * @see <a href="https://github.com/opencontainers/image-spec">OCI image specification</a>
 */
final class ImageDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREATED = "1970-01-01T00:00:00Z";

  private final BaseImage base;

  ImageDocuments(BaseImage base) {
    this.base = base;
  }

  String configMediaType() {
    return base.isOci()
        ? "application/vnd.oci.image.config.v1+json"
        : "application/vnd.docker.container.image.v1+json";
  }

  String layerMediaType() {
    return base.isOci()
        ? "application/vnd.oci.image.layer.v1.tar+gzip"
        : "application/vnd.docker.image.rootfs.diff.tar.gzip";
  }

  String manifestMediaType() {
    return base.isOci()
        ? "application/vnd.oci.image.manifest.v1+json"
        : "application/vnd.docker.distribution.manifest.v2+json";
  }

  /** The base's configuration with the program in its place. */
  String config(ImagePlan plan, List<StoredLayer> layers) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(base.config());
    config.put("created", CREATED);
    ObjectNode run = config.withObjectProperty("config");
    ArrayNode entrypoint = run.putArray("Entrypoint");
    plan.entrypoint().forEach(entrypoint::add);
    run.remove("Cmd");
    run.put("User", ImagePlan.USER);
    run.put("WorkingDir", ImagePlan.HOME);
    setEnvironment(run, plan.environment());
    ArrayNode diffs = config.withObjectProperty("rootfs").withArrayProperty("diff_ids");
    layers.forEach(layer -> diffs.add(layer.diffId()));
    if (config.get("history") instanceof ArrayNode history) {
      for (ImageLayer layer : plan.layers()) {
        history
            .addObject()
            .put("created", CREATED)
            .put("created_by", "stacktape")
            .put("comment", layer.name());
      }
    }
    return JSON.writeValueAsString(config);
  }

  String manifest(LayerReference config, List<StoredLayer> layers) throws IOException {
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", manifestMediaType());
    describe(manifest.putObject("config"), config);
    ArrayNode list = manifest.putArray("layers");
    base.layers().forEach(layer -> describe(list.addObject(), layer));
    layers.forEach(
        layer ->
            describe(
                list.addObject(),
                new LayerReference(layer.digest(), layer.size(), layerMediaType())));
    return JSON.writeValueAsString(manifest);
  }

  private static void describe(ObjectNode node, LayerReference blob) {
    node.put("mediaType", blob.mediaType()).put("digest", blob.digest()).put("size", blob.size());
  }

  private static void setEnvironment(ObjectNode run, Map<String, String> added) {
    Map<String, String> left = new TreeMap<>(added);
    ArrayNode merged = JSON.createArrayNode();
    for (var entry : run.path("Env")) {
      String name = entry.asText().split("=", 2)[0];
      String value = left.remove(name);
      merged.add(value == null ? entry.asText() : name + "=" + value);
    }
    left.forEach((name, value) -> merged.add(name + "=" + value));
    run.set("Env", merged);
  }
}

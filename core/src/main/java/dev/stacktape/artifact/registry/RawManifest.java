package dev.stacktape.artifact.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;

/** A manifest that goes out byte for byte, because its digest is known already. */
final class RawManifest implements ManifestTemplate {
  private final String json;
  private final String mediaType;

  RawManifest(String json, String mediaType) {
    this.json = json;
    this.mediaType = mediaType;
  }

  /** All that Jackson writes of it. */
  @JsonValue
  @JsonRawValue
  String json() {
    return json;
  }

  @Override
  public int getSchemaVersion() {
    return 2;
  }

  @Override
  public String getManifestMediaType() {
    return mediaType;
  }
}

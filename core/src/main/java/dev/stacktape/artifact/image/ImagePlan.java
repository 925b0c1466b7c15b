package dev.stacktape.artifact.image;

import java.util.List;
import java.util.Map;

/**
 * An image before anything is built.
 *
 * @param base as a user would write it
 * @param layers by rate of change, the slowest first; empty ones are left out
 * @param entrypoint in exec form, so that the program itself gets SIGTERM
 * @param environment added to the base's
 * @param architecture {@code x86_64} or {@code arm64}
 */
record ImagePlan(
    String base,
    List<ImageLayer> layers,
    List<String> entrypoint,
    Map<String, String> environment,
    String architecture) {
  /** Where the program lies; the one folder that it may write to, beside {@code /tmp}. */
  static final String HOME = "/app";

  /** Nobody's number on any base image, and not root's. */
  static final String USER = "10001:10001";

  ImagePlan {
    layers = layers.stream().filter(layer -> !layer.files().isEmpty()).toList();
    entrypoint = List.copyOf(entrypoint);
    environment = Map.copyOf(environment);
  }
}

package dev.stacktape.artifact.image;

import java.util.Collection;
import java.util.Map;

/** What the stack's repository has already, so that it need not be built again anywhere. */
@FunctionalInterface
public interface ImageLookup {

  /** Digests of manifests, {@code sha256:...}, by the content digests that are there. */
  Map<String, String> find(Collection<String> contentDigests);

  /** Nothing is known. */
  static ImageLookup nothing() {
    return contentDigests -> Map.of();
  }
}

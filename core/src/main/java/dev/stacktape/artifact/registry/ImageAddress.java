package dev.stacktape.artifact.registry;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.Optional;

/**
 * Where an image is.
 *
 * @param registry host, with the port where it has one; Docker Hub's where the text names none
 * @param repository such as {@code library/nginx}
 * @param qualifier a tag, or a digest such as {@code sha256:...}
 * @param text as it was written
 */
public record ImageAddress(String registry, String repository, String qualifier, String text) {

  /** Reads an address as Docker does; empty when it is none. */
  public static Optional<ImageAddress> parse(String text) {
    try {
      ImageReference read = ImageReference.parse(text);
      return Optional.of(
          new ImageAddress(read.getRegistry(), read.getRepository(), read.getQualifier(), text));
    } catch (InvalidImageReferenceException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Whether it says which bytes, rather than which name they have today. */
  public boolean isPinned() {
    return qualifier.startsWith("sha256:");
  }

  /**
   * The text with this digest instead of a tag.
   *
   * @param digest such as {@code sha256:...}
   */
  public String pinnedTo(String digest) {
    String name = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
    int colon = name.lastIndexOf(':');
    String untagged = colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    return untagged + "@" + digest;
  }

  /** Whether its registry is on this machine, where nobody needs TLS. */
  boolean isOnLoopback() {
    String host = registry.contains(":") ? registry.substring(0, registry.indexOf(':')) : registry;
    return host.equals("127.0.0.1") || host.equals("localhost");
  }
}

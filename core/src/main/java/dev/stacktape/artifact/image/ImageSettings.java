package dev.stacktape.artifact.image;

import dev.stacktape.artifact.registry.RegistryLogins;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * How base images are had.
 *
 * @param replacements what the beginning of an image's name is replaced by, for mirrors and for
 *     images of one's own: {@code public.ecr.aws/docker/library/} to {@code mirror.acme.com/}
 * @param cacheDirectory where base images are kept; all projects of a user share it
 * @param lockFile remembers which digest a tag meant, so that the next build starts from the same;
 *     beside the config
 * @param offline whether no registry may be asked
 * @param logins who to be at which registry
 */
public record ImageSettings(
    Map<String, String> replacements,
    Path cacheDirectory,
    Path lockFile,
    boolean offline,
    RegistryLogins logins) {

  public ImageSettings {
    replacements = Map.copyOf(replacements);
  }

  /** The same with logins that are asked first. */
  public ImageSettings with(RegistryLogins first) {
    return new ImageSettings(replacements, cacheDirectory, lockFile, offline, first.or(logins));
  }

  /** What stands in for an image; the longest beginning counts. */
  String replaced(String image) {
    return replacements.entrySet().stream()
        .filter(entry -> image.startsWith(entry.getKey()))
        .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(entry -> entry.getValue() + image.substring(entry.getKey().length()))
        .orElse(image);
  }
}

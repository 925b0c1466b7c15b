package dev.stacktape.artifact;

import java.util.Optional;

/**
 * Packages functions out of source code in one language. The package of the language implements it,
 * so that this one knows none but Java, whose code the build has compiled already.
 */
@FunctionalInterface
public interface SourcePackager {
  /**
   * How to build what {@code spec} asks for, or empty when it is in another language. Builds that
   * are equal are done once.
   */
  Optional<Build> build(ArtifactSpec spec);
}

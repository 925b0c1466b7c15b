package dev.stacktape;

import dev.stacktape.config.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a folder was at when it was deployed.
 *
 * @param commit null outside of a repository, and where there is no git
 * @param dirty whether there were changes that no commit holds
 */
record GitState(@Nullable String commit, boolean dirty) {
  static GitState of(Git git, Path directory) {
    try {
      return new GitState(
          git.run(directory, List.of("rev-parse", "HEAD")),
          !git.run(directory, List.of("status", "--porcelain")).isEmpty());
    } catch (IOException noRepository) {
      return new GitState(null, false);
    }
  }
}

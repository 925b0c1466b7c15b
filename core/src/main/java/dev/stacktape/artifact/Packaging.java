package dev.stacktape.artifact;

import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Builds the artifacts of a stack out of what is compiled already. What has the same content is
 * built once, and not at all when an earlier run left it in the output directory.
 *
 * @param outputDirectory where zips are kept from run to run; several runs may share it
 * @param packagers one for each language beside Java
 * @param modules the modules that Java functions may lie in
 * @param advice what to tell a user who has not compiled
 * @param listener is told of each artifact, in the order of the specs, and of warnings; it is
 *     called from the thread that calls {@link #packageAll}, and so are the modules
 * @param executor artifacts are built on it, side by side
 */
public record Packaging(
    Path outputDirectory,
    List<SourcePackager> packagers,
    List<JavaModule> modules,
    BuildAdvice advice,
    EventListener listener,
    Executor executor) {

  /** The folder for zips below the one that an engine writes to. */
  public static Path folderIn(Path output) {
    return output.resolve("artifacts");
  }

  /**
   * Builds what is needed. Images are built elsewhere.
   *
   * @return one artifact for each spec that is no image, in their order
   * @throws StacktapeException with the problems of all artifacts, whose codes begin with {@code
   *     ARTIFACT_}, and those that a module reports when it is asked for its dependencies
   */
  public List<Artifact> packageAll(List<ArtifactSpec> specs) {
    return new PackagingRun(this).packageAll(specs);
  }
}

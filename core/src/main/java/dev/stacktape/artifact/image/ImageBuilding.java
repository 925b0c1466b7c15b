package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.artifact.BuildAdvice;
import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Builds the images of a stack. What is known by its content, here or in the stack's repository, is
 * not built again.
 *
 * @param directory where images are kept from run to run; several runs may share it
 * @param modules the modules that Java programs may lie in
 * @param advice what to tell a user who has not compiled
 * @param javaScript packages programs in JavaScript and TypeScript
 * @param python packages programs in Python
 * @param settings how base images are had
 * @param lookup what the repository has
 * @param listener is told of each image, in the order of the specs, and of warnings; it is called
 *     from the thread that calls {@link #buildAll}, and so are the modules
 * @param executor images are built on it, side by side
 */
public record ImageBuilding(
    Path directory,
    List<JavaModule> modules,
    BuildAdvice advice,
    JavaScriptPackager javaScript,
    PythonPackager python,
    ImageSettings settings,
    ImageLookup lookup,
    EventListener listener,
    Executor executor) {

  /**
   * Builds what is needed.
   *
   * @return one for each spec that is an image, in their order
   * @throws StacktapeException with the problems of all images, whose codes begin with {@code
   *     IMAGE_} or {@code ARTIFACT_}, and those that a module reports when it is asked for its
   *     dependencies
   */
  public List<ImageArtifact> buildAll(List<ArtifactSpec> specs) {
    List<ImageSpec> images =
        specs.stream().filter(ImageSpec.class::isInstance).map(ImageSpec.class::cast).toList();
    return images.isEmpty() ? List.of() : new ImageRun(this).buildAll(images);
  }
}

package dev.stacktape.mcp.project;

import dev.stacktape.ProjectFile;
import dev.stacktape.StackRequest;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.mcp.tool.Schema;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which stack a call is about.
 *
 * @param folder what the server works for
 * @param region used where a call names none; null for what the environment says
 * @param profile the AWS profile of the launch; never an argument of a call
 * @param embedded where the embedded AWS answers, null for AWS
 */
public record Project(
    ProjectFolder folder,
    @Nullable String region,
    @Nullable String profile,
    @Nullable URI embedded) {

  /** The arguments that say which stack is meant, for the schema of a tool. */
  public static Schema schema() {
    return new Schema()
        .may("directory", Schema.text("Folder of the config; default: the root."))
        .may("configPath", Schema.text("Where it is not called stacktape."))
        .may("stage", Schema.text("Default: dev."))
        .may("region", Schema.text("Default: that of the launch."));
  }

  /** The request that a call stands for, with its code as the last Maven build described it. */
  public StackRequest request(Arguments arguments) {
    return request(arguments, null, true);
  }

  /** The same without code, for what looks at the config only. */
  public StackRequest withoutCode(Arguments arguments, @Nullable String configText) {
    return request(arguments, configText, false);
  }

  private StackRequest request(Arguments arguments, @Nullable String configText, boolean withCode) {
    Path directory = folder.existing(arguments.text("directory").orElse("."));
    Path output = directory.resolve("target").resolve("stacktape");
    @Nullable ProjectFile build = withCode ? ProjectFile.read(output) : buildOrNull(output);
    if (withCode && build == null && Files.exists(directory.resolve("pom.xml"))) {
      throw new Refusal(
          "PROJECT_NOT_BUILT",
          "The project has a pom.xml, but Maven has not said yet what its code is.",
          "Run `mvn package stacktape:package` in " + directory + ".",
          "Run `mvn package stacktape:package`, then call again.");
    }
    List<JavaModule> modules = build == null ? List.of() : inside(build.javaModules(), withCode);
    StackRequest request =
        new StackRequest(
            directory,
            arguments.text("configPath").map(path -> folder.existing(directory, path)).orElse(null),
            configText,
            null,
            build == null ? String.valueOf(directory.getFileName()) : build.name(),
            arguments.text("stage").orElse("dev"),
            arguments.text("region").orElse(region),
            profile,
            embedded,
            null,
            modules,
            output,
            Map.of(),
            build == null ? "mvn package stacktape:package" : build.command());
    return request.confinedTo(folder.root());
  }

  /**
   * What Maven has written can be written by others too. Folders of code lie in the project; of
   * elsewhere only jars are taken, because that is where Maven keeps what it downloads.
   */
  private List<JavaModule> inside(List<JavaModule> modules, boolean withCode) {
    List<JavaModule> inside = new ArrayList<>();
    for (JavaModule module : modules) {
      Optional<Path> outside = folders(module).filter(path -> !folder.contains(path)).findFirst();
      if (outside.isEmpty()) {
        inside.add(module);
      } else if (withCode) {
        throw new Refusal(
            "PATH_OUTSIDE_PROJECT",
            "The code in `" + outside.get() + "` is not inside of the project folder.",
            "The server was started for " + folder.root() + ", and packages nothing else but jars.",
            "Have the user start the server for the folder that has all the modules.");
      }
    }
    return inside;
  }

  private static Stream<Path> folders(JavaModule module) {
    return Stream.of(
            Stream.of(module.directory(), module.classesDirectory()),
            module.sourceRoots().stream(),
            module.runtimeClasspath().get().stream()
                .map(JavaModule.Dependency::path)
                .filter(path -> !isJar(path)))
        .flatMap(paths -> paths);
  }

  private static boolean isJar(Path path) {
    return String.valueOf(path.getFileName()).endsWith(".jar") && Files.isRegularFile(path);
  }

  /** A stale description of code hinders nobody who does not look at code. */
  private static @Nullable ProjectFile buildOrNull(Path output) {
    try {
      return ProjectFile.read(output);
    } catch (dev.stacktape.problem.StacktapeException stale) {
      return null;
    }
  }
}

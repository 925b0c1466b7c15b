package dev.stacktape.local.process;

import dev.stacktape.local.child.Tether;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line of a Java process on the JVM that runs this one, tuned for a quick start.
 *
 * @param options JVM options beside the usual ones
 * @param classPath in order
 * @param mainClass run through {@link Tether}
 */
public record JavaCommand(
    List<String> options, List<Path> classPath, String mainClass, List<String> arguments) {

  /** The feature version of the JVM that runs such a command, such as 17. */
  public static int javaVersion() {
    return Runtime.version().feature();
  }

  /**
   * The words of the command.
   *
   * @param children the folder that {@link ChildClasses} filled
   */
  public List<String> words(Path children) {
    List<Path> path = new ArrayList<>(classPath);
    path.add(0, children);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    words.addAll(options);
    words.add("-cp");
    words.add(path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    words.add(Tether.class.getName());
    words.add(mainClass);
    words.addAll(arguments);
    return words;
  }
}

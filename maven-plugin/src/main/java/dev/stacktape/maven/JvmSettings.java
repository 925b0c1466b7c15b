package dev.stacktape.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The options of Maven's own JVM in a project, {@code .mvn/jvm.config}. What stands there is left
 * as it is, also where it says something else.
 *
 * @param root the folder that {@code .mvn} is in
 * @param release feature version of the Java that Maven runs in
 * @see <a href="https://maven.apache.org/configure.html#mvn-jvm-config-file">Maven on
 *     jvm.config</a>
 */
record JvmSettings(Path root, int release) {
  private static final String WRITE = "-XX:+AutoCreateSharedArchive";
  private static final String ARCHIVE = "-XX:SharedArchiveFile=";
  private static final String ARCHIVE_NAME = "classes.jsa";

  /**
   * An option.
   *
   * @param decidedBy how those begin that decide the same, itself among them
   */
  private record Option(String text, List<String> decidedBy) {
    boolean isDecided(List<String> there) {
      return there.stream().anyMatch(one -> decidedBy.stream().anyMatch(one::startsWith));
    }
  }

  private static final List<Option> WANTED =
      List.of(
          // Others may build the project with a Java that does not know all of these.
          option("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+IgnoreUnrecognizedVMOptions"),
          option("-XX:+UseSerialGC", "-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseParallelGC"),
          // A goal is over before the compiler for long runs has paid off.
          option("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=", "-XX:-TieredCompilation"),
          option(ARCHIVE + ".mvn/" + ARCHIVE_NAME, ARCHIVE),
          // A new archive takes the place of one that does not fit.
          option(WRITE, WRITE, "-XX:-AutoCreateSharedArchive"),
          // An archive of another JDK is no use, and no reason to say so at each start.
          option("-Xlog:cds=off", "-Xlog:cds="),
          option("-Xlog:cds+dynamic=off", "-Xlog:cds+dynamic="));

  private static Option option(String text, String... decidedBy) {
    return new Option(text, List.of(decidedBy));
  }

  /**
   * Whether the JVM writes the archive by itself. An older one has to be told to, and what it wrote
   * is in the way of a newer one that would.
   */
  boolean writesArchive() {
    return release >= QuickStart.MAKES_ARCHIVES;
  }

  /** The file with the options. */
  Path file() {
    return root.resolve(".mvn").resolve("jvm.config");
  }

  /**
   * Adds the options that are missing.
   *
   * @return whether there were any
   */
  boolean complete() throws IOException {
    List<String> there = options();
    List<String> missing =
        WANTED.stream()
            .filter(option -> !option.text().equals(WRITE) || writesArchive())
            .filter(option -> !option.isDecided(there))
            .map(Option::text)
            .toList();
    append(file(), missing);
    return !missing.isEmpty();
  }

  /** Has git leave out the archive, which is good on one machine only. */
  void ignoreArchive() throws IOException {
    Path ignored = root.resolve(".mvn").resolve(".gitignore");
    List<String> there = Files.exists(ignored) ? Files.readAllLines(ignored) : List.of();
    append(ignored, there.contains(ARCHIVE_NAME) ? List.of() : List.of(ARCHIVE_NAME));
  }

  /** Where the options say that the archive is. */
  Path archive() throws IOException {
    return options().stream()
        .filter(option -> option.startsWith(ARCHIVE))
        .map(option -> root.resolve(option.substring(ARCHIVE.length())))
        .reduce((first, last) -> last)
        .orElseGet(() -> root.resolve(".mvn").resolve(ARCHIVE_NAME));
  }

  private List<String> options() throws IOException {
    return Files.exists(file())
        ? Stream.of(Files.readString(file()).split("\\s+")).filter(one -> !one.isEmpty()).toList()
        : List.of();
  }

  private static void append(Path file, List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    Files.createDirectories(file.getParent());
    List<String> all =
        new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.<String>of());
    all.addAll(lines);
    Files.write(file, (String.join("\n", all) + "\n").getBytes(UTF_8));
  }
}

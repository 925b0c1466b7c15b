package dev.stacktape.maven;

import dev.stacktape.file.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Options of the JVM by which the MCP server answers its client sooner: a class data archive, so
 * that classes need not be read and checked at every start. A jar cannot carry such options, but a
 * client's entry can.
 *
 * @param java the program
 * @param release feature version of that Java
 * @param jar of the server
 * @param archive where the archive is to be
 * @see <a href="https://openjdk.org/jeps/350">JEP 350, dynamic CDS archives</a>
 */
record QuickStart(Path java, int release, Path jar, Path archive) {
  /** The first Java that makes a new archive by itself when the one that is there does not fit. */
  static final int MAKES_ARCHIVES = 19;

  private static final long PATIENCE_SECONDS = 60;

  /** The protocol from hello to the first call, so that all the classes of that are loaded. */
  private static final String WARMING_UP =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
      "capabilities":{},"clientInfo":{"name":"mcp-add","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/list"}
      {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"validate_config",\
      "arguments":{"config":"resources: { q: { type: sqs-queue } }"}}}
      """;

  /** Whether this JVM can keep classes; others have other options. */
  static boolean isPossible() {
    return System.getProperty("java.vm.name", "").matches(".*(OpenJDK|HotSpot).*");
  }

  /** For the JVM that Maven runs in. */
  static QuickStart ofThisJava(Path java, Path jar, Path folder) {
    String version = Runtime.version().toString().replaceAll("[^A-Za-z0-9.]+", "-");
    String name = String.valueOf(jar.getFileName()).replaceAll("\\.jar$", "");
    return new QuickStart(
        java, Runtime.version().feature(), jar, folder.resolve(name + "-java-" + version + ".jsa"));
  }

  /**
   * What stands before {@code -jar}. An archive that is missing or does not fit is passed over, and
   * nothing is said of it: warnings of the JVM would go to where the protocol is.
   */
  List<String> options() {
    List<String> options = new ArrayList<>(quiet());
    options.add("-XX:SharedArchiveFile=" + archive);
    if (release >= MAKES_ARCHIVES) {
      options.add("-XX:+AutoCreateSharedArchive");
    }
    return options;
  }

  private static List<String> quiet() {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xshare:auto",
        "-XX:+DisplayVMOutputToStderr",
        "-Xlog:disable",
        "-Xlog:all=error:stderr");
  }

  /** Whether there is an archive of the jar as it is now. */
  boolean isMade() throws IOException {
    return Files.isRegularFile(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) >= 0;
  }

  /**
   * Makes the archive by running the server once. A new one replaces an old one as a whole, so that
   * servers that run are not disturbed.
   *
   * @throws IOException when there is none afterwards; the server starts without it as well
   */
  void makeArchive() throws IOException {
    // Also when none can be made now: a JVM that makes its own later fails at its end without it.
    Files.createDirectories(archive.toAbsolutePath().getParent());
    Path folder = Files.createTempDirectory("stacktape-mcp");
    try {
      Path made = folder.resolve("new.jsa");
      Path project = Files.createDirectory(folder.resolve("project"));
      List<String> command = new ArrayList<>(List.of(java.toString()));
      command.addAll(quiet());
      command.add("-XX:ArchiveClassesAtExit=" + made);
      command.addAll(List.of("-jar", jar.toString(), "--project", project.toString()));
      command.addAll(List.of("--home", folder.resolve("home").toString()));
      run(command);
      Path beside = archive.resolveSibling(archive.getFileName() + ".new");
      Files.copy(made, beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          beside, archive, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void run(List<String> command) throws IOException {
    Process server =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      try (OutputStream in = server.getOutputStream()) {
        in.write(WARMING_UP.getBytes(StandardCharsets.UTF_8));
      }
      if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || server.exitValue() != 0) {
        throw new IOException("The server did not come to its end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      server.destroyForcibly();
    }
  }
}

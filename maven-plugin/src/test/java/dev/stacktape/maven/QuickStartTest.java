package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real JVM, with a small program in place of the server. */
@Timeout(120)
class QuickStartTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir Path folder;
  private Path jar;
  private QuickStart start;

  @BeforeEach
  void server() throws IOException {
    jar = jar("int lines = 0; while (in.readLine() != null) lines++; System.out.println(lines);");
    start = QuickStart.ofThisJava(JAVA, jar, folder.resolve("home"));
  }

  private Path jar(String main) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source")).resolve("Server.java");
    Files.writeString(
        source,
        """
        public class Server {
          public static void main(String[] options) throws Exception {
            var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
            %s
          }
        }
        """
            .formatted(main));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", source.getParent().toString(), source.toString()))
        .isZero();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Server");
    Path file = folder.resolve("server-1.jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.putNextEntry(new JarEntry("Server.class"));
      Files.copy(source.resolveSibling("Server.class"), entries);
    }
    return file;
  }

  @Test
  void theArchiveIsMadeOnceForEachJar() throws IOException {
    assertThat(start.isMade()).isFalse();
    start.makeArchive();
    assertThat(start.isMade()).isTrue();
    assertThat(start.archive().getFileName().toString()).startsWith("server-1-java-");
    try (var left = Files.list(start.archive().getParent())) {
      assertThat(left).containsExactly(start.archive());
    }

    FileTime later =
        FileTime.from(Files.getLastModifiedTime(start.archive()).toInstant().plusSeconds(60));
    Files.setLastModifiedTime(jar, later);
    assertThat(start.isMade()).isFalse();
  }

  /** On standard output is the protocol, whether the archive is there, fits, or neither. */
  @Test
  void theVirtualMachineSaysNothingOfItsOwn() throws Exception {
    Files.createDirectories(start.archive().getParent());
    assertThat(run()).isEqualTo("1\n");
    start.makeArchive();
    assertThat(run()).isEqualTo("1\n");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    assertThat(run()).isEqualTo("1\n");
    Files.writeString(start.archive(), "no archive");
    assertThat(run()).isEqualTo("1\n");
  }

  private String run() throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(start.options());
    command.addAll(List.of("-jar", jar.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write("hello\n".getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.replace("\r\n", "\n");
  }

  @Test
  void newerVirtualMachinesMakeANewArchiveThemselves() {
    QuickStart older = new QuickStart(JAVA, 17, jar, folder.resolve("a.jsa"));
    QuickStart newer = new QuickStart(JAVA, 21, jar, folder.resolve("a.jsa"));

    assertThat(older.options())
        .contains("-XX:SharedArchiveFile=" + folder.resolve("a.jsa"))
        .doesNotContain("-XX:+AutoCreateSharedArchive");
    assertThat(newer.options())
        .containsAll(older.options())
        .contains("-XX:+AutoCreateSharedArchive");
  }

  @Test
  void aServerThatFailsLeavesNoArchive() throws IOException {
    jar("System.exit(3);");

    assertThat(catchThrowableOfType(IOException.class, start::makeArchive)).isNotNull();
    assertThat(start.archive()).doesNotExist();
  }
}

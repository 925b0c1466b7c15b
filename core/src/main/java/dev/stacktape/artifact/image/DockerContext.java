package dev.stacktape.artifact.image;

import dev.stacktape.artifact.Glob;
import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a Dockerfile can see: its folder without what {@code .dockerignore} leaves out.
 *
 * @see <a
 *     href="https://docs.docker.com/build/concepts/context/#dockerignore-files">.dockerignore</a>
 */
final class DockerContext {
  private static final String FORMAT = "stacktape-dockerfile 1";

  private final DockerfileImage spec;
  private final List<Rule> rules = new ArrayList<>();
  private boolean bringsBack;

  /** One line of a {@code .dockerignore}; of those that fit, the last one counts. */
  private record Rule(Glob glob, boolean leavesOut) {}

  DockerContext(DockerfileImage spec) throws IOException {
    this.spec = spec;
    Path own = spec.dockerfile().resolveSibling(spec.dockerfile().getFileName() + ".dockerignore");
    Path usual = spec.context().resolve(".dockerignore");
    Path file = Files.isRegularFile(own) ? own : usual;
    if (Files.isRegularFile(file)) {
      Files.readAllLines(file).forEach(this::add);
    }
  }

  private void add(String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    boolean back = text.startsWith("!");
    String pattern = (back ? text.substring(1) : text).strip().replaceFirst("^/+", "");
    bringsBack |= back;
    rules.add(new Rule(Glob.of(pattern), !back));
  }

  /** SHA-256 of everything that can change the image, 64 hexadecimal digits. */
  String digest() throws IOException {
    Sha256 digest = new Sha256();
    digest.add(FORMAT + " " + spec.architecture() + "\n");
    new TreeMap<>(spec.buildArgs())
        .forEach((name, value) -> digest.add(name + "=" + value.length() + " " + value + "\n"));
    digest.add(sha256(spec.dockerfile()) + "\n");
    for (Map.Entry<String, String> entry : entries().entrySet()) {
      int length = entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      digest.add(entry.getValue() + " " + length + " " + entry.getKey() + "\n");
    }
    return digest.hex();
  }

  /** What is at each path: a folder, a link, or a file with its content. */
  private Map<String, String> entries() throws IOException {
    Map<String, String> entries = new TreeMap<>();
    visit(spec.context(), "", entries);
    return entries;
  }

  private void visit(Path folder, String prefix, Map<String, String> entries) throws IOException {
    List<Path> children;
    try (Stream<Path> list = Files.list(folder)) {
      children = list.sorted().toList();
    }
    for (Path child : children) {
      String path = prefix + child.getFileName();
      boolean out = isLeftOut(path);
      if (Files.isSymbolicLink(child)) {
        if (!out) {
          entries.put(path, "link " + Files.readSymbolicLink(child));
        }
      } else if (Files.isDirectory(child)) {
        if (!out) {
          entries.put(path, "folder");
        }
        // A later line can bring back a file of a folder that is left out.
        if (!out || bringsBack) {
          visit(child, path + "/", entries);
        }
      } else if (!out && Files.isRegularFile(child)) {
        entries.put(path, (Files.isExecutable(child) ? "755 " : "644 ") + sha256(child));
      }
    }
  }

  private boolean isLeftOut(String path) {
    boolean out = false;
    for (Rule rule : rules) {
      if (rule.glob().matches(path)) {
        out = rule.leavesOut();
      }
    }
    return out;
  }

  private static String sha256(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    Files.copy(file, sha256.over(OutputStream.nullOutputStream()));
    return sha256.hex();
  }
}

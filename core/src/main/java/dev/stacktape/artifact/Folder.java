package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a folder: all of its files but the {@link Unwanted}. A symbolic link stands for what
 * it points to, which must be in the folder too. Folders without files are left out, because they
 * come and go between machines.
 */
public final class Folder {
  private final Path root;
  private final Path realRoot;
  private final Predicate<String> welcome;
  private final Problems problems;
  private final List<Part> parts = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>();

  /** The folders between the root and the place of the search, as they really are. */
  private final Set<Path> above = new LinkedHashSet<>();

  private Folder(Path root, Predicate<String> welcome, Problems problems) throws IOException {
    this.root = root;
    this.welcome = welcome;
    this.realRoot = root.toRealPath();
    this.problems = problems;
  }

  /** Lists the files of {@code root}; what is left out for safety becomes a warning. */
  public static List<Part> parts(Path root, Problems problems) throws IOException {
    return parts(root, path -> true, problems);
  }

  /**
   * Lists those files of {@code root} that are welcome.
   *
   * @param welcome is asked with the path of each file and each folder below {@code root}; the
   *     files of a folder that is not welcome are not either
   */
  public static List<Part> parts(Path root, Predicate<String> welcome, Problems problems)
      throws IOException {
    Folder folder = new Folder(root, welcome, problems);
    folder.visit(root, folder.realRoot, "");
    folder.warnOfSecrets();
    return folder.parts;
  }

  /** The part that a single file makes. */
  static Part part(String path, Path file, BasicFileAttributes attributes) throws IOException {
    int mode = isExecutable(file) ? Part.EXECUTABLE : Part.FILE;
    return new Part(path, mode, new Source.OnDisk(file, attributes.size()));
  }

  private void visit(Path directory, Path real, String prefix) throws IOException {
    if (!above.add(real)) {
      problems.add(link(directory, "leads back to a folder that it is in"));
      return;
    }
    for (Path child : children(directory)) {
      String name = child.getFileName().toString();
      if (!welcome.test(prefix + name)) {
        continue;
      }
      @Nullable Path target = target(child, real.resolve(name));
      if (target != null && isWelcome(name, target, prefix)) {
        take(child, target, prefix + name);
      }
    }
    above.remove(real);
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  /** What {@code child} really is, or null when it is a link that cannot be followed. */
  private @Nullable Path target(Path child, Path plain) throws IOException {
    if (!Files.isSymbolicLink(child)) {
      return plain;
    }
    try {
      Path target = child.toRealPath();
      if (target.startsWith(realRoot)) {
        return target;
      }
      problems.add(link(child, "points out of the folder"));
    } catch (NoSuchFileException e) {
      problems.add(link(child, "points to nothing"));
    }
    return null;
  }

  private boolean isWelcome(String name, Path target, String prefix) {
    Unwanted asNamed = Unwanted.of(name);
    Unwanted asTarget = Unwanted.of(target.getFileName().toString());
    if (asNamed == Unwanted.SECRET || asTarget == Unwanted.SECRET) {
      secrets.add(prefix + name);
    }
    return asNamed == null && asTarget == null;
  }

  private void take(Path child, Path target, String path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isDirectory()) {
      visit(child, target, path + "/");
    } else if (attributes.isRegularFile()) {
      parts.add(part(path, child, attributes));
    } else {
      problems.add(
          ArtifactCode.ARTIFACT_NOT_A_FILE
              .error(path + " is neither a file nor a folder: " + child + ".")
              .hint("Take it out of the folder."));
    }
  }

  private Problem link(Path link, String what) {
    return ArtifactCode.ARTIFACT_LINK_NOT_FOLLOWED
        .error(
            "The symbolic link "
                + root.relativize(link).toString().replace('\\', '/')
                + " in "
                + root
                + " "
                + what
                + ".")
        .hint("Put a copy of the file in its place, or remove the link.");
  }

  private void warnOfSecrets() {
    if (!secrets.isEmpty()) {
      problems.add(secretsLeftOut(secrets));
    }
  }

  static Problem secretsLeftOut(List<String> secrets) {
    return ArtifactCode.ARTIFACT_FILES_LEFT_OUT
        .warning(
            "Left out of the artifact because they may hold secrets: "
                + Words.firstOf(secrets)
                + ".")
        .hint(
            "Give secrets to a function through its environment. A file that holds none can go in"
                + " under another name.");
  }

  /** Where files have no such bit, scripts and programs are told by their first bytes. */
  private static boolean isExecutable(Path file) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      return posix.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      boolean script = head.length > 1 && head[0] == '#' && head[1] == '!';
      return script || Arrays.equals(head, Elf.MAGIC);
    }
  }
}

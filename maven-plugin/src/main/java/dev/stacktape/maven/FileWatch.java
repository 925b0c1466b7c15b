package dev.stacktape.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Notices which files below a folder change, by looking: at sizes and times, a few times a second,
 * and more often while something changes; less often where there is much to look at. What the
 * operating systems offer instead tells of single folders only, or looks itself, or misses events
 * when there are many.
 */
final class FileWatch {
  /** Nothing that is built of is in these. */
  private static final Set<String> IGNORED =
      Set.of(".git", ".idea", ".vscode", ".gradle", ".mvn", "node_modules");

  /** Of logs, this goal's own among them, and of editors that are not done yet. */
  private static final List<String> IGNORED_ENDINGS = List.of(".log", ".swp", ".tmp", "~");

  private static final long LOOK_EVERY_MILLIS = 100;

  /** Longer than a compiler takes from one class to the next. */
  private static final long QUIET_MILLIS = 100;

  /** So that looking takes no more than a tenth of a processor. */
  private static final int LOOKS_OF_REST = 9;

  private final Path root;
  private final Pause pause;
  private Map<Path, Stamp> known;
  private long lookedMillis;

  private record Stamp(long modified, long size) {}

  /** Waits some time; ends early when interrupted. */
  @FunctionalInterface
  interface Pause {
    /** Waits. */
    void millis(long millis) throws InterruptedException;
  }

  FileWatch(Path root, Pause pause) {
    this.root = root;
    this.pause = pause;
    this.known = look();
  }

  /**
   * Waits until something has changed and nothing changes any more, as an editor or a compiler
   * writes several files in a row.
   *
   * @param stopped looked at between two looks
   * @return what appeared, changed or went; empty when it was stopped
   */
  Set<Path> await(BooleanSupplier stopped) throws InterruptedException {
    Set<Path> changed = new TreeSet<>();
    while (!stopped.getAsBoolean()) {
      pause.millis(
          Math.max(
              LOOKS_OF_REST * lookedMillis, changed.isEmpty() ? LOOK_EVERY_MILLIS : QUIET_MILLIS));
      Set<Path> more = difference();
      if (more.isEmpty() && !changed.isEmpty()) {
        return changed;
      }
      changed.addAll(more);
    }
    return Set.of();
  }

  /** What has changed up to now counts as seen. */
  void forget() {
    known = look();
  }

  private Set<Path> difference() {
    Map<Path, Stamp> now = look();
    Set<Path> changed = new TreeSet<>();
    now.forEach(
        (file, stamp) -> {
          if (!stamp.equals(known.get(file))) {
            changed.add(file);
          }
        });
    known.keySet().stream().filter(file -> !now.containsKey(file)).forEach(changed::add);
    known = now;
    return changed;
  }

  private Map<Path, Stamp> look() {
    long begun = System.nanoTime();
    Map<Path, Stamp> stamps = new HashMap<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(root) || isOfInterest(folder)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (IGNORED_ENDINGS.stream().noneMatch(file.toString()::endsWith)) {
                stamps.put(
                    file, new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size()));
              }
              return FileVisitResult.CONTINUE;
            }

            /** It went while it was looked at. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lookedMillis = (System.nanoTime() - begun) / 1_000_000;
    return stamps;
  }

  /** Of what Maven builds only classes count: the rest is made of them, or by us. */
  private static boolean isOfInterest(Path folder) {
    String name = Objects.toString(folder.getFileName(), "");
    Path parent = folder.getParent();
    boolean inTarget =
        parent != null
            && parent.endsWith("target")
            && Files.exists(parent.resolveSibling("pom.xml"));
    return !IGNORED.contains(name)
        && !name.startsWith(".stacktape")
        && (!inTarget || name.equals("classes"));
  }
}

package dev.stacktape.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A shared library for Linux; addons of Node.js ({@code .node}) are some as well.
 *
 * @param path where it is, for a message
 * @param architecture such as {@code arm64}
 */
public record NativeLibrary(String path, String architecture) {
  private static final Pattern FILE = Pattern.compile(".*\\.(node|so(\\.\\d+)*)");

  /** The names that libraries carry to tell one build from the other. */
  private static final Pattern ARCHITECTURE_WORD =
      Pattern.compile("x86[-_]64|x64|amd64|aarch[-_]?64|arm64|armv8", Pattern.CASE_INSENSITIVE);

  /** The library that {@code part} is, or null. */
  public static @Nullable NativeLibrary of(Part part) throws IOException {
    if (!isNamedSo(part.path()) || part.isLink()) {
      return null;
    }
    Head head = new Head();
    part.source().unpackTo(head);
    return of(part.path(), head.bytes());
  }

  /** Jars are full of classes, and a pattern takes its time to see that they are none. */
  private static boolean isNamedSo(String path) {
    return !path.endsWith(".class") && FILE.matcher(path).matches();
  }

  /** The libraries in a jar. */
  static List<NativeLibrary> in(ZipFile jar, String jarPath) throws IOException {
    List<NativeLibrary> found = new ArrayList<>();
    for (ZipEntry entry : (Iterable<ZipEntry>) jar.stream().map(ZipEntry.class::cast)::iterator) {
      if (isNamedSo(entry.getName())) {
        try (InputStream in = jar.getInputStream(entry)) {
          NativeLibrary library = of(jarPath + "!" + entry.getName(), in.readNBytes(Elf.HEAD));
          if (library != null) {
            found.add(library);
          }
        }
      }
    }
    return found;
  }

  /**
   * Those that cannot be loaded on {@code architecture}. Where a library stands beside a build of
   * itself for that architecture, all is well.
   */
  public static List<String> foreignTo(String architecture, List<NativeLibrary> libraries) {
    Map<String, List<NativeLibrary>> builds = new TreeMap<>();
    for (NativeLibrary library : libraries) {
      builds.computeIfAbsent(library.nameOfAllBuilds(), name -> new ArrayList<>()).add(library);
    }
    return builds.values().stream()
        .filter(group -> group.stream().noneMatch(one -> one.architecture.equals(architecture)))
        .map(group -> group.get(0).path() + " (" + group.get(0).architecture() + ")")
        .toList();
  }

  private String nameOfAllBuilds() {
    return ARCHITECTURE_WORD.matcher(path.substring(path.lastIndexOf('/') + 1)).replaceAll("");
  }

  private static @Nullable NativeLibrary of(String path, byte[] head) {
    String architecture = Elf.architecture(head);
    return architecture == null ? null : new NativeLibrary(path, architecture);
  }

  /** Keeps the first bytes that are written to it. */
  private static final class Head extends OutputStream {
    private final byte[] bytes = new byte[Elf.HEAD];
    private int length;

    @Override
    public void write(int b) {
      if (length < bytes.length) {
        bytes[length++] = (byte) b;
      }
    }

    @Override
    public void write(byte[] from, int offset, int count) {
      int taken = Math.min(count, bytes.length - length);
      System.arraycopy(from, offset, bytes, length, taken);
      length += taken;
    }

    byte[] bytes() {
      return Arrays.copyOf(bytes, length);
    }
  }
}

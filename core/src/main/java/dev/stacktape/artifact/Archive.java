package dev.stacktape.artifact;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The parts of a zip or jar that the user built. Its data is taken over without being unpacked;
 * order, times and extra fields are not, so that building the same thing again gives the same
 * artifact.
 */
final class Archive {
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final int LONGEST_LINK = 4096;

  private final Path file;
  private final Problems problems;
  private final List<Part> parts = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private Archive(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Lists what is in {@code file}; an archive that Lambda could not unpack becomes problems. */
  static List<Part> parts(Path file, Problems problems) {
    Archive archive = new Archive(file, problems);
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
        archive.take(zip, entry);
      }
    } catch (IOException | IllegalArgumentException e) {
      problems.add(broken(file, "cannot be read as a zip: " + e.getMessage()));
    }
    archive.warnOfSecrets();
    return archive.parts;
  }

  /** The problem with an archive that is not as it should be. */
  static Problem broken(Path file, String what) {
    return ArtifactCode.ARTIFACT_ARCHIVE_BROKEN
        .error(file + " " + what + ".")
        .hint("Build it again.");
  }

  private void take(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    String name = entry.getName().replace('\\', '/');
    String path = plain(name);
    if (leadsOut(name)) {
      problems.add(unsafe(name, "leads out of the archive"));
    } else if (entry.isDirectory() || path.isEmpty()) {
      return;
    } else if (entry.getGeneralPurposeBit().usesEncryption()) {
      problems.add(
          ArtifactCode.ARTIFACT_ARCHIVE_ENCRYPTED
              .error(file + " is encrypted: Lambda cannot open " + path + ".")
              .hint("Build it without a password."));
    } else if (!hasKnownForm(entry)) {
      problems.add(
          broken(
              file,
              "holds "
                  + path
                  + " in a compression that Lambda does not know; allowed are stored"
                  + " and deflated"));
    } else if (!seen.add(path)) {
      problems.add(broken(file, "holds " + path + " twice"));
    } else {
      parts.add(part(zip, entry, path));
    }
  }

  /** The path without names that mean nothing: {@code ./a//b} is {@code a/b}. */
  private static String plain(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .collect(Collectors.joining("/"));
  }

  private static boolean hasKnownForm(ZipArchiveEntry entry) {
    return entry.getMethod() == ZipArchiveEntry.STORED
        || entry.getMethod() == ZipArchiveEntry.DEFLATED;
  }

  private Part part(ZipFile zip, ZipArchiveEntry entry, String path) throws IOException {
    Source source =
        new Source.InArchive(
            file,
            entry.getDataOffset(),
            entry.getCompressedSize(),
            entry.getSize(),
            entry.getMethod() == ZipArchiveEntry.DEFLATED,
            entry.getCrc());
    if (entry.isUnixSymlink()) {
      checkLink(zip, entry, path);
      return new Part(path, Part.LINK, source);
    }
    boolean executable = (entry.getUnixMode() & OWNER_MAY_EXECUTE) != 0;
    return new Part(path, executable ? Part.EXECUTABLE : Part.FILE, source);
  }

  private void checkLink(ZipFile zip, ZipArchiveEntry entry, String path) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      String target = new String(in.readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
      int slash = path.lastIndexOf('/');
      if (leadsOut(target.startsWith("/") ? target : path.substring(0, slash + 1) + target)) {
        problems.add(unsafe(path, "is a link that points out of the archive, to " + target));
      }
    }
  }

  /** Whether {@code path} is absolute or climbs above where it starts. */
  private static boolean leadsOut(String path) {
    if (path.startsWith("/") || DRIVE.matcher(path).matches() || path.indexOf('\0') >= 0) {
      return true;
    }
    int depth = 0;
    for (String name : path.split("/", -1)) {
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private Problem unsafe(String path, String what) {
    return ArtifactCode.ARTIFACT_ARCHIVE_UNSAFE
        .error("In " + file + ", " + path + " " + what + ".")
        .hint("Build the archive with paths that are relative to its root.");
  }

  private void warnOfSecrets() {
    List<String> secrets =
        parts.stream().map(Part::path).filter(Unwanted::isSecret).sorted().toList();
    if (!secrets.isEmpty()) {
      problems.add(
          ArtifactCode.ARTIFACT_MAY_HOLD_SECRETS
              .warning(
                  file
                      + " is taken as it is, with files that may hold secrets: "
                      + Words.firstOf(secrets)
                      + ".")
              .hint("Leave them out where the archive is built."));
    }
  }
}

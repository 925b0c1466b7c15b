package dev.stacktape.deploy;

import dev.stacktape.problem.StacktapeException;
import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.ContentUpload.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;

/** The files of a folder that are to be in a bucket, with what they are served with. */
record ContentFolder(ContentUpload upload, PageScript script, Map<String, Entry> entries) {
  private static final int BUFFER = 1 << 16;

  /** Never meant for anybody outside. */
  private static final Set<String> PRIVATE = Set.of(".git", ".svn", ".DS_Store", "Thumbs.db");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("htm", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("xml", "application/xml"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/markdown; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("otf", "font/otf"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("zip", "application/zip"),
          Map.entry("gz", "application/gzip"));

  /**
   * A file.
   *
   * @param digest SHA-256 of its content and of what it is served with
   * @param headers by name, the content type among them
   * @param tags by key
   */
  record Entry(
      Path file, long size, String digest, Map<String, String> headers, Map<String, String> tags) {}

  /**
   * Reads a folder.
   *
   * @param script what pages are told
   * @throws StacktapeException {@code CONTENT_FOLDER_MISSING}
   */
  static ContentFolder read(ContentUpload upload, PageScript script) {
    requireThere(upload);
    List<PathMatcher> excluded = upload.excluded().stream().map(ContentFolder::glob).toList();
    Map<String, Entry> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(upload.directory())) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        Path relative = upload.directory().relativize(file);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && !isPrivate(relative)
            && excluded.stream().noneMatch(pattern -> pattern.matches(relative))) {
          entries.put(
              relative.toString().replace('\\', '/'), entry(upload, script, relative, file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ContentFolder(upload, script, entries);
  }

  /**
   * Goes on only when the folder is there.
   *
   * @throws StacktapeException {@code CONTENT_FOLDER_MISSING}
   */
  static void requireThere(ContentUpload upload) {
    if (!Files.isDirectory(upload.directory())) {
      throw new StacktapeException(
          DeployCode.CONTENT_FOLDER_MISSING
              .error(
                  "The folder %s with the files of `%s` is not there."
                      .formatted(upload.directory(), upload.name()))
              .at(upload.location())
              .hint("Build it first, or have a script build it: `hooks.beforeDeploy`."));
    }
  }

  /** What is sent for a file: pages are told the values. */
  RequestBody body(String path, Entry entry) {
    return tells(script, path)
        ? RequestBody.fromBytes(script.into(read(entry.file())))
        : RequestBody.fromFile(entry.file());
  }

  private static boolean tells(PageScript script, String path) {
    return !script.values().isEmpty() && PageScript.isPage(path);
  }

  private static byte[] read(Path page) {
    try {
      return Files.readAllBytes(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the folder comes to: path and digest of each file. */
  Map<String, String> manifest() {
    Map<String, String> manifest = new TreeMap<>();
    entries.forEach((path, entry) -> manifest.put(path, entry.digest()));
    return manifest;
  }

  private static boolean isPrivate(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (PRIVATE.contains(name) || name.equals(".env") || name.startsWith(".env.")) {
        return true;
      }
    }
    return false;
  }

  private static Entry entry(ContentUpload upload, PageScript script, Path relative, Path file)
      throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> tags = new TreeMap<>();
    for (Rule rule : upload.rules()) {
      if (fits(rule, relative)) {
        rule.headers().forEach(headers::putIfAbsent);
        rule.tags().forEach(tags::putIfAbsent);
      }
    }
    headers.putIfAbsent("Content-Type", type(relative));
    String digest =
        tells(script, relative.toString())
            ? digest(new ByteArrayInputStream(script.into(read(file))), headers, tags)
            : digest(file, headers, tags);
    return new Entry(file, Files.size(file), digest, headers, tags);
  }

  private static boolean fits(Rule rule, Path relative) {
    String excluded = rule.exclude();
    return glob(rule.include()).matches(relative)
        && (excluded == null || !glob(excluded).matches(relative));
  }

  /** As the tools of JavaScript have it, where two stars stand for no folder too. */
  private static PathMatcher glob(String pattern) {
    String from = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    PathMatcher whole = FileSystems.getDefault().getPathMatcher("glob:" + from);
    if (!from.startsWith("**/")) {
      return whole;
    }
    PathMatcher atRoot = FileSystems.getDefault().getPathMatcher("glob:" + from.substring(3));
    return path -> whole.matches(path) || atRoot.matches(path);
  }

  private static String type(Path file) {
    String name = String.valueOf(file.getFileName());
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static String digest(Path file, Map<String, String> headers, Map<String, String> tags)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return digest(in, headers, tags);
    }
  }

  private static String digest(
      InputStream in, Map<String, String> headers, Map<String, String> tags) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((headers + "\n" + tags + "\n").getBytes(StandardCharsets.UTF_8));
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

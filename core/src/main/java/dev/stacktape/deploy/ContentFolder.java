package dev.stacktape.deploy;

import dev.stacktape.deploy.ContentManifest.StoredFile;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * The files of a folder that are to be in a bucket, with what they are served with.
 *
 * @param s3 brings them there
 * @param files where each lies, by its key
 */
record ContentFolder(
    S3Client s3,
    ContentUpload upload,
    PageScript script,
    Map<String, Path> files,
    ContentManifest manifest)
    implements BucketFiles {
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
   * Reads a folder.
   *
   * @param script what pages are told
   * @throws StacktapeException {@code CONTENT_FOLDER_MISSING}
   */
  static ContentFolder read(S3Client s3, ContentUpload upload, PageScript script) {
    requireThere(upload);
    List<PathMatcher> excluded = upload.excluded().stream().map(ContentFolder::glob).toList();
    Map<String, Path> files = new TreeMap<>();
    Map<String, StoredFile> stored = new TreeMap<>();
    try (Stream<Path> all = Files.walk(upload.directory())) {
      for (Path file : (Iterable<Path>) all.sorted()::iterator) {
        Path relative = upload.directory().relativize(file);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && !isPrivate(relative)
            && excluded.stream().noneMatch(pattern -> pattern.matches(relative))) {
          String path = relative.toString().replace('\\', '/');
          files.put(path, file);
          stored.put(path, stored(upload, script, relative, file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ContentFolder(s3, upload, script, files, new ContentManifest(stored));
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

  @Override
  public String name() {
    return upload.name();
  }

  @Override
  public String bring(String bucket, String path) {
    StoredFile file = Objects.requireNonNull(manifest.files().get(path));
    return s3.putObject(request(bucket, path, file), body(path)).eTag();
  }

  private static PutObjectRequest request(String bucket, String path, StoredFile file) {
    Map<String, String> headers = file.headers();
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(path)
            .contentType(headers.get("Content-Type"))
            .cacheControl(headers.get("Cache-Control"))
            .contentDisposition(headers.get("Content-Disposition"))
            .contentEncoding(headers.get("Content-Encoding"))
            .contentLanguage(headers.get("Content-Language"));
    Tagging tags = KeptFiles.tagging(file.tags());
    if (tags != null) {
      put.tagging(tags);
    }
    return put.build();
  }

  /** What is sent for a file: pages are told the values. */
  private RequestBody body(String path) {
    Path file = Objects.requireNonNull(files.get(path));
    return tells(script, path)
        ? RequestBody.fromBytes(script.into(read(file)))
        : RequestBody.fromFile(file);
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

  private static boolean isPrivate(Path relative) {
    for (Path part : relative) {
      String name = part.toString();
      if (PRIVATE.contains(name) || name.equals(".env") || name.startsWith(".env.")) {
        return true;
      }
    }
    return false;
  }

  private static StoredFile stored(
      ContentUpload upload, PageScript script, Path relative, Path file) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> tags = new TreeMap<>();
    for (Rule rule : upload.rules()) {
      if (fits(rule, relative)) {
        rule.headers().forEach(headers::putIfAbsent);
        rule.tags().forEach(tags::putIfAbsent);
      }
    }
    headers.putIfAbsent("Content-Type", type(relative));
    if (tells(script, relative.toString())) {
      byte[] page = script.into(read(file));
      return new StoredFile(
          digest(new ByteArrayInputStream(page), headers, tags), page.length, headers, tags);
    }
    return new StoredFile(digest(file, headers, tags), Files.size(file), headers, tags);
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

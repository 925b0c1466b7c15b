package dev.stacktape.artifact.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A registry in memory that lets everybody in and remembers what it was asked. */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  public static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  public static final String LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private record Manifest(String mediaType, byte[] json) {}

  public FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Such as {@code 127.0.0.1:4711}. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Every request so far, such as {@code PUT manifests}; probing counts as well. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  public void forgetRequests() {
    requests.clear();
  }

  public long count(String request) {
    return requests.stream().filter(request::equals).count();
  }

  public JsonNode manifest(String repository, String tagOrDigest) {
    Manifest found = manifests.get(repository + "@" + tagOrDigest);
    if (found == null) {
      throw new AssertionError("No manifest " + repository + "@" + tagOrDigest);
    }
    return read(found.json());
  }

  /** The digest behind a tag. */
  public Optional<String> digest(String repository, String tag) {
    return Optional.ofNullable(manifests.get(repository + "@" + tag))
        .map(found -> digest(found.json()));
  }

  public JsonNode json(String digest) {
    return read(blob(digest));
  }

  public byte[] blob(String digest) {
    byte[] found = blobs.get(digest);
    if (found == null) {
      throw new AssertionError("No blob " + digest);
    }
    return found;
  }

  /** Adds a tiny base image for both processors; the digest of its list. */
  public String addBase(String repository, String tag, String content) {
    List<String> entries = new ArrayList<>();
    for (String architecture : List.of("amd64", "arm64")) {
      String digest = addImage(repository, architecture + "-" + tag, architecture, content);
      entries.add(
          "{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"%s\",\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
              .formatted(MANIFEST, digest, architecture));
    }
    return put(
        repository,
        tag,
        LIST,
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(LIST, String.join(",", entries)));
  }

  private String addImage(String repository, String tag, String architecture, String content) {
    byte[] tar = new byte[1024]; // the end of an archive with nothing in it
    byte[] layer = gzip((content + architecture).getBytes(UTF_8), tar);
    String config =
        """
        {"architecture":"%s","os":"linux","config":{"Env":["PATH=/usr/bin","LANG=C.UTF-8"],\
        "Cmd":["bash"],"User":"","StopSignal":"SIGTERM"},"created":"2024-05-05T05:05:05Z",\
        "history":[{"created":"2024-05-05T05:05:05Z","created_by":"base"}],\
        "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
        """
            .formatted(architecture, "1".repeat(64));
    String configDigest = addBlob(config.getBytes(UTF_8));
    String layerDigest = addBlob(layer);
    return put(
        repository,
        tag,
        MANIFEST,
        """
        {"schemaVersion":2,"mediaType":"%s",\
        "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},\
        "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}\
        """
            .formatted(MANIFEST, config.length(), configDigest, layer.length, layerDigest));
  }

  private String addBlob(byte[] bytes) {
    String digest = digest(bytes);
    blobs.put(digest, bytes);
    return digest;
  }

  private String put(String repository, String tag, String mediaType, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    Manifest manifest = new Manifest(mediaType, bytes);
    manifests.put(repository + "@" + tag, manifest);
    manifests.put(repository + "@" + digest(bytes), manifest);
    return digest(bytes);
  }

  // ---- the protocol ----

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/v2/")) {
        answer(exchange, 200, null, new byte[0]);
      } else if (path.contains("/manifests/")) {
        manifests(exchange, path);
      } else if (path.contains("/blobs/uploads/")) {
        uploads(exchange, path);
      } else {
        blobs(exchange, path);
      }
    }
  }

  private void manifests(HttpExchange exchange, String path) throws IOException {
    requests.add(exchange.getRequestMethod() + " manifests");
    int at = path.indexOf("/manifests/");
    String repository = path.substring("/v2/".length(), at);
    String reference = path.substring(at + "/manifests/".length());
    if (exchange.getRequestMethod().equals("PUT")) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      String json = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String digest = put(repository, reference, type, json);
      exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
      answer(exchange, 201, null, new byte[0]);
      return;
    }
    Manifest found = manifests.get(repository + "@" + reference);
    if (found == null) {
      answer(exchange, 404, null, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}".getBytes(UTF_8));
    } else {
      answer(exchange, 200, found.mediaType(), found.json());
    }
  }

  private void uploads(HttpExchange exchange, String path) throws IOException {
    String method = exchange.getRequestMethod();
    requests.add(method + " uploads");
    if (method.equals("POST")) {
      String id = Integer.toString(uploads.size());
      uploads.put(id, new ByteArrayOutputStream());
      exchange.getResponseHeaders().set("Location", "http://" + host() + path + id);
      answer(exchange, 202, null, new byte[0]);
      return;
    }
    String id = path.substring(path.lastIndexOf('/') + 1);
    exchange.getRequestBody().transferTo(uploads.get(id));
    if (method.equals("PUT")) {
      addBlob(uploads.get(id).toByteArray());
      answer(exchange, 201, null, new byte[0]);
    } else {
      exchange.getResponseHeaders().set("Location", "http://" + host() + path);
      answer(exchange, 202, null, new byte[0]);
    }
  }

  private void blobs(HttpExchange exchange, String path) throws IOException {
    requests.add(exchange.getRequestMethod() + " blobs");
    byte[] found = blobs.get(path.substring(path.lastIndexOf('/') + 1));
    answer(
        exchange,
        found == null ? 404 : 200,
        "application/octet-stream",
        found == null ? "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\"}]}".getBytes(UTF_8) : found);
  }

  private static void answer(HttpExchange exchange, int status, @Nullable String type, byte[] body)
      throws IOException {
    if (type != null) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] gzip(byte[]... parts) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        for (byte[] part : parts) {
          gzip.write(part);
        }
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}

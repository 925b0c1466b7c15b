package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ecr.RepositoryRecord.ImageRecord;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The registry: blobs, uploads and manifests of the repositories.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">OCI
 *     distribution specification</a>
 */
final class RegistryRoutes {
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");

  private final LocalContext context;
  private final Repositories repositories;
  private final LayerStore layers;

  RegistryRoutes(LocalContext context, Repositories repositories, LayerStore layers) {
    this.context = context;
    this.repositories = repositories;
    this.layers = layers;
  }

  /** Requests to a registry are not signed. */
  static boolean isFor(AwsRequest request) {
    return request.service().isEmpty()
        && (request.path().startsWith("/v2/") || request.path().equals("/v2"));
  }

  /** Names for faults: the method and what it is about, such as {@code PutManifest}. */
  static String operation(AwsRequest request) {
    String method = request.method();
    String verb = method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
    if (MANIFEST.matcher(request.path()).matches()) {
      return verb + "Manifest";
    }
    if (UPLOAD.matcher(request.path()).matches()) {
      return verb + "Upload";
    }
    return BLOB.matcher(request.path()).matches() ? verb + "Blob" : verb + "Registry";
  }

  AwsResponse answer(AwsRequest request) {
    Optional<RegistryToken> token =
        RegistryToken.read(
            String.valueOf(request.header("authorization")), context.clock().instant());
    if (token.isEmpty()) {
      return refusal();
    }
    String region = token.get().region();
    Matcher manifest = MANIFEST.matcher(request.path());
    if (manifest.matches()) {
      return manifest(request, repositories.get(region, manifest.group(1)), manifest.group(2));
    }
    Matcher upload = UPLOAD.matcher(request.path());
    if (upload.matches()) {
      return upload(request, repositories.get(region, upload.group(1)), upload.group(2));
    }
    Matcher blob = BLOB.matcher(request.path());
    if (blob.matches()) {
      return blob(request, repositories.get(region, blob.group(1)), blob.group(2));
    }
    Matcher tags = TAGS.matcher(request.path());
    if (tags.matches()) {
      RepositoryRecord repository = repositories.get(region, tags.group(1));
      return json(
          200,
          Map.of("name", repository.name(), "tags", List.copyOf(repository.tagged().keySet())));
    }
    return json(200, Map.of());
  }

  private AwsResponse refusal() {
    return error(401, "UNAUTHORIZED", "Not Authorized")
        .header(
            "WWW-Authenticate",
            "Basic realm=\"" + context.endpoint().get() + "/\",service=\"ecr.amazonaws.com\"");
  }

  // ---- manifests ----

  private AwsResponse manifest(AwsRequest request, RepositoryRecord repository, String reference) {
    if (request.method().equals("PUT")) {
      return putManifest(request, repository, reference);
    }
    ImageRecord image =
        ImageCalls.find(
            repository,
            new Document(
                Map.of(LayerStore.isDigest(reference) ? "imageDigest" : "imageTag", reference)));
    Path file = image == null ? null : layers.find(image.digest());
    if (image == null || file == null) {
      return error(404, "MANIFEST_UNKNOWN", "Requested image not found");
    }
    return file(file)
        .header("Content-Type", image.mediaType())
        .header("Docker-Content-Digest", image.digest());
  }

  private AwsResponse putManifest(
      AwsRequest request, RepositoryRecord repository, String reference) {
    String type = request.header("content-type");
    ImageRecord image =
        new Manifests(context.clock(), layers)
            .keep(repository, request.bytes(), type == null ? "" : type);
    boolean byDigest = LayerStore.isDigest(reference);
    if (byDigest && !reference.equals(image.digest())) {
      return error(400, "DIGEST_INVALID", "The manifest has the digest " + image.digest());
    }
    repositories.put(repository.region(), repository.name(), image, byDigest ? null : reference);
    return AwsResponse.empty(201)
        .header("Location", address(repository, "manifests/" + image.digest()))
        .header("Docker-Content-Digest", image.digest());
  }

  // ---- blobs ----

  private AwsResponse blob(AwsRequest request, RepositoryRecord repository, String digest) {
    Path file = repository.layers().contains(digest) ? layers.find(digest) : null;
    if (file == null || request.method().equals("DELETE")) {
      return error(404, "BLOB_UNKNOWN", "blob unknown to registry");
    }
    return file(file)
        .header("Content-Type", "application/octet-stream")
        .header("Docker-Content-Digest", digest);
  }

  private AwsResponse upload(AwsRequest request, RepositoryRecord repository, String id) {
    if (request.method().equals("POST") && id.isEmpty()) {
      return begin(request, repository);
    }
    if (!layers.isUpload(id)) {
      return error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
    }
    return switch (request.method()) {
      case "PATCH" -> patch(request, repository, id);
      case "PUT" -> {
        var unused = layers.append(id, request);
        yield finish(repository, id, request.queryParameter("digest"));
      }
      case "GET" -> underWay(204, repository, id);
      case "DELETE" -> {
        layers.cancel(id);
        yield AwsResponse.empty(204);
      }
      default -> error(405, "UNSUPPORTED", "The operation is unsupported");
    };
  }

  private AwsResponse begin(AwsRequest request, RepositoryRecord repository) {
    String mount = request.queryParameter("mount");
    String from = request.queryParameter("from");
    if (mount != null && from != null) {
      RepositoryRecord source = repositories.find(repository.region(), from);
      if (source != null && source.layers().contains(mount) && layers.find(mount) != null) {
        return taken(repository, mount);
      }
    }
    String id = layers.begin();
    String digest = request.queryParameter("digest");
    if (digest == null) {
      return underWay(202, repository, id);
    }
    var unused = layers.append(id, request);
    return finish(repository, id, digest);
  }

  private AwsResponse patch(AwsRequest request, RepositoryRecord repository, String id) {
    String range = request.header("content-range");
    if (range != null
        && !range.replaceFirst("^bytes[ =]", "").startsWith(layers.length(id) + "-")) {
      return error(416, "BLOB_UPLOAD_INVALID", "The part does not follow what has arrived");
    }
    var unused = layers.append(id, request);
    return underWay(202, repository, id);
  }

  private AwsResponse finish(RepositoryRecord repository, String id, @Nullable String digest) {
    if (digest == null || !LayerStore.isDigest(digest)) {
      return error(400, "DIGEST_INVALID", "The digest is not one of SHA-256");
    }
    return layers.finish(id, digest)
        ? taken(repository, digest)
        : error(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
  }

  private AwsResponse taken(RepositoryRecord repository, String digest) {
    var unused =
        repositories.change(
            repository.region(), repository.name(), before -> before.withLayer(digest));
    return AwsResponse.empty(201)
        .header("Location", address(repository, "blobs/" + digest))
        .header("Docker-Content-Digest", digest);
  }

  private AwsResponse underWay(int status, RepositoryRecord repository, String id) {
    return AwsResponse.empty(status)
        .header("Location", address(repository, "blobs/uploads/" + id))
        .header("Docker-Upload-UUID", id)
        .header("Range", "0-" + Math.max(0, layers.length(id) - 1));
  }

  private String address(RepositoryRecord repository, String rest) {
    return context.endpoint().get() + "/v2/" + repository.name() + "/" + rest;
  }

  // ---- answers ----

  private static AwsResponse file(Path file) {
    try {
      return AwsResponse.file(200, new AwsResponse.FileRange(file, 0, Files.size(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** ECR's errors in the registry's form. */
  static AwsResponse error(AwsError error) {
    return switch (error.code()) {
      case "RepositoryNotFoundException" -> error(404, "NAME_UNKNOWN", error.getMessage());
      case "ImageTagAlreadyExistsException" -> error(400, "TAG_INVALID", error.getMessage());
      case "LayersNotFoundException", "ReferencedImagesNotFoundException" ->
          error(404, "MANIFEST_BLOB_UNKNOWN", error.getMessage());
      case "Throttling", "ThrottlingException" -> error(429, "TOOMANYREQUESTS", error.getMessage());
      case "InvalidParameterException" -> error(400, "MANIFEST_INVALID", error.getMessage());
      default -> error(error.status(), "UNKNOWN", error.getMessage());
    };
  }

  private static AwsResponse error(int status, String code, @Nullable String message) {
    return json(
        status,
        Map.of("errors", List.of(Map.of("code", code, "message", String.valueOf(message)))));
  }

  private static AwsResponse json(int status, Map<String, ?> body) {
    return AwsResponse.json(status, "application/json; charset=utf-8", Document.json(body))
        .header("Docker-Distribution-Api-Version", "registry/2.0");
  }
}

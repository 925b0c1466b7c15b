package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.value.Document;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Layer versions: zips that several functions share. */
final class Layers {
  private static final String LAYERS = "/2018-10-31/layers";
  private static final String VERSIONS = LAYERS + "/{LayerName}/versions";

  private final StateStore state;
  private final CodeStore code;
  private final LocalContext context;
  private final Map<String, LayerVersion> versions = new TreeMap<>();

  /**
   * A layer version.
   *
   * @param settings what was asked for, by the names of the API
   */
  record LayerVersion(
      String arn,
      String name,
      int version,
      Map<String, Object> settings,
      Code code,
      String created) {}

  Layers(StateStore state, CodeStore code, LocalContext context) {
    this.state = state;
    this.code = code;
    this.context = context;
    for (String arn : state.names()) {
      LayerVersion version = state.read(arn, LayerVersion.class);
      if (version != null) {
        versions.put(arn, version);
      }
    }
  }

  void add(RestRoutes routes) {
    routes
        .on("POST", VERSIONS, "PublishLayerVersion", this::publish)
        .on("GET", VERSIONS, "ListLayerVersions", this::list)
        .on("GET", VERSIONS + "/{VersionNumber}", "GetLayerVersion", this::get)
        .on("DELETE", VERSIONS + "/{VersionNumber}", "DeleteLayerVersion", this::delete);
  }

  /** Publishes a new version of a layer. */
  synchronized LayerVersion publish(String region, String name, Document request) {
    Code uploaded = code.store(request.at("Content"), "");
    String layerArn = layerArn(region, name);
    int number =
        1
            + versions.values().stream()
                .filter(version -> version.arn().startsWith(layerArn + ":"))
                .mapToInt(LayerVersion::version)
                .max()
                .orElse(0);
    Map<String, Object> settings = new LinkedHashMap<>(request.values());
    settings.remove("Content");
    String created = AwsTime.modified(context.clock().instant());
    LayerVersion version =
        new LayerVersion(layerArn + ":" + number, name, number, settings, uploaded, created);
    state.write(version.arn(), version);
    versions.put(version.arn(), version);
    return version;
  }

  synchronized void delete(String arn) {
    state.delete(arn);
    versions.remove(arn);
  }

  /** The unpacked content of a layer version. */
  Path unpacked(String arn) {
    return code.unpacked(find(arn).code());
  }

  private synchronized LayerVersion find(String arn) {
    LayerVersion version = versions.get(arn);
    if (version == null) {
      throw new AwsError(
          404, "ResourceNotFoundException", "Layer version " + arn + " does not exist.");
    }
    return version;
  }

  private String layerArn(String region, String name) {
    return "arn:aws:lambda:" + region + ":" + context.account() + ":layer:" + name;
  }

  private Document view(LayerVersion version) {
    return new Document(version.settings())
        .with("LayerArn", version.arn().substring(0, version.arn().lastIndexOf(':')))
        .with("LayerVersionArn", version.arn())
        .with("Version", version.version())
        .with("CreatedDate", version.created())
        .with(
            "Content",
            Map.of(
                "CodeSha256", version.code().sha256(),
                "CodeSize", version.code().size(),
                "Location", code.zip(version.code()).toUri().toString()));
  }

  private AwsResponse publish(Call call) {
    return Replies.created(
        view(publish(call.request().region(), call.part("LayerName"), call.body())));
  }

  private synchronized AwsResponse list(Call call) {
    String prefix = layerArn(call.request().region(), call.part("LayerName")) + ":";
    List<Map<String, Object>> found =
        versions.values().stream()
            .filter(version -> version.arn().startsWith(prefix))
            .sorted((a, b) -> Integer.compare(b.version(), a.version()))
            .map(version -> view(version).values())
            .toList();
    return Replies.list("LayerVersions", found);
  }

  private AwsResponse get(Call call) {
    return Replies.ok(view(find(arn(call))));
  }

  private AwsResponse delete(Call call) {
    delete(arn(call));
    return Replies.nothing();
  }

  private String arn(Call call) {
    String layer = layerArn(call.request().region(), call.part("LayerName"));
    return layer + ":" + call.part("VersionNumber");
  }
}

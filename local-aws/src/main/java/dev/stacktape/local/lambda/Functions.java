package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.value.Document;
import dev.stacktape.local.value.StableId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be done to functions and their versions, whoever asks: the API or CloudFormation. */
final class Functions {
  private final FunctionStore store;
  private final CodeStore code;
  private final Fleet fleet;
  private final Clock clock;
  private final Settlements settlements;

  Functions(FunctionStore store, CodeStore code, Fleet fleet, Clock clock) {
    this.store = store;
    this.code = code;
    this.fleet = fleet;
    this.clock = clock;
    this.settlements = new Settlements(clock);
  }

  /** Which functions are not ready. */
  Settlements settlements() {
    return settlements;
  }

  FunctionStore store() {
    return store;
  }

  /**
   * Makes a function.
   *
   * @param request a {@code CreateFunction} request
   * @param token of the CloudFormation request; empty otherwise
   */
  FunctionVersion create(String region, Document request, Map<String, String> tags, String token) {
    String name = FunctionRef.parse(request.required("FunctionName"), region, null).name();
    Settings.checkName(name);
    Map<String, Object> settings = Settings.merge(Map.of(), request);
    FunctionRef ref = new FunctionRef(region, name, null);
    if (store.find(region, name) != null) {
      throw new AwsError(409, "ResourceConflictException", "Function already exist: " + name);
    }
    Code uploaded = upload(request.at("Code"), settings);
    FunctionVersion latest =
        new FunctionVersion(
            region, name, FunctionVersion.LATEST, settings, uploaded, now(), newRevision());
    store.add(LambdaFunction.of(latest, tags, token));
    return request.flag("Publish", false) ? publish(ref, Document.empty()) : latest;
  }

  /** Container images are kept by name only: there is nothing to unpack. */
  private Code upload(Document source, Map<String, Object> settings) {
    Document asked = new Document(settings);
    if (asked.text("PackageType", "Zip").equals("Image")) {
      String image = source.required("ImageUri");
      return new Code(StableId.of(image), 0, image);
    }
    return code.store(source, asked.text("Runtime", ""));
  }

  /** {@code UpdateFunctionCode}: the running processes end, the next event meets the new code. */
  FunctionVersion updateCode(FunctionRef ref, Document request) {
    LambdaFunction function = store.get(ref);
    settlements.requireReady(function.latest());
    checkRevision(function, request);
    FunctionVersion latest = function.latest();
    Map<String, Object> settings = latest.settings();
    if (request.has("Architectures")) {
      settings =
          new Document(settings).with("Architectures", request.list("Architectures")).values();
    }
    Code uploaded = upload(request, settings);
    FunctionVersion changed =
        new FunctionVersion(
            latest.region(),
            latest.name(),
            FunctionVersion.LATEST,
            settings,
            uploaded,
            now(),
            newRevision());
    if (request.flag("DryRun", false)) {
      return changed;
    }
    replaceLatest(ref, changed);
    return request.flag("Publish", false) ? publish(ref, Document.empty()) : changed;
  }

  FunctionVersion updateConfiguration(FunctionRef ref, Document request) {
    LambdaFunction function = store.get(ref);
    settlements.requireReady(function.latest());
    checkRevision(function, request);
    FunctionVersion latest = function.latest();
    return replaceLatest(ref, latest, Settings.merge(latest.settings(), request));
  }

  /** Puts exactly these settings in the place of all that the function has. */
  FunctionVersion replaceSettings(FunctionRef ref, Document request) {
    FunctionVersion latest = store.get(ref).latest();
    return replaceLatest(ref, latest, Settings.merge(Map.of(), request));
  }

  private FunctionVersion replaceLatest(
      FunctionRef ref, FunctionVersion latest, Map<String, Object> settings) {
    FunctionVersion changed =
        new FunctionVersion(
            latest.region(),
            latest.name(),
            FunctionVersion.LATEST,
            settings,
            latest.code(),
            now(),
            newRevision());
    replaceLatest(ref, changed);
    return changed;
  }

  private void replaceLatest(FunctionRef ref, FunctionVersion changed) {
    store.change(ref, function -> function.withLatest(changed));
    String prefix = changed.region() + "/" + changed.name() + "/" + FunctionVersion.LATEST + "/";
    fleet.retire(prefix, changed.poolKey());
  }

  /** Publishes the latest version; when nothing has changed since the last one, gives that one. */
  FunctionVersion publish(FunctionRef ref, Document request) {
    return publish(ref, request, newRevision());
  }

  /** The same, where a version that is published gets this revision. */
  FunctionVersion publish(FunctionRef ref, Document request, String revision) {
    LambdaFunction function = store.get(ref);
    settlements.requireReady(function.latest());
    checkRevision(function, request);
    String expected = request.text("CodeSha256");
    if (expected != null && !expected.equals(function.latest().code().sha256())) {
      throw CodeStore.invalid(
          "CodeSHA256 ("
              + expected
              + ") is different from current CodeSHA256 in $LATEST ("
              + function.latest().code().sha256()
              + "). Please try again with the CodeSHA256 in $LATEST.");
    }
    Map<String, Object> settings = function.latest().settings();
    if (request.has("Description")) {
      settings = new Document(settings).with("Description", request.text("Description")).values();
    }
    FunctionVersion wanted =
        new FunctionVersion(
            function.region(),
            function.name(),
            FunctionVersion.LATEST,
            settings,
            function.latest().code(),
            now(),
            newRevision());
    if (!function.versions().isEmpty()) {
      FunctionVersion last = function.versions().get(function.versions().size() - 1);
      if (last.code().equals(wanted.code()) && last.settings().equals(wanted.settings())) {
        return last;
      }
    }
    LambdaFunction changed =
        store.change(
            ref,
            present ->
                present.withVersion(
                    wanted.published(String.valueOf(present.nextVersion()), revision)));
    return changed.versions().get(changed.versions().size() - 1);
  }

  /** Deletes a function, or one version of it when the reference is qualified. */
  void delete(FunctionRef ref) {
    LambdaFunction function = store.get(ref);
    String version = ref.qualifier();
    if (version == null) {
      store.remove(ref);
      fleet.retire(function.key() + "/", null);
      return;
    }
    if (version.equals(FunctionVersion.LATEST)) {
      throw CodeStore.invalid("$LATEST version cannot be deleted without deleting the function.");
    }
    boolean aliased =
        function.aliases().values().stream()
            .anyMatch(alias -> version.equals(alias.get("FunctionVersion")));
    if (aliased) {
      throw new AwsError(
          409,
          "ResourceConflictException",
          "Unable to delete version because the following aliases reference it");
    }
    store.change(ref, present -> present.withoutVersion(version));
    fleet.retire(function.key() + "/" + version + "/", null);
  }

  /**
   * The version that a reference means; an alias leads to its version.
   *
   * @param draw a number from 0 to 1 that decides where an alias spreads its traffic
   */
  FunctionVersion resolve(FunctionRef ref, double draw) {
    LambdaFunction function = store.get(ref);
    String qualifier = ref.qualifierOr(FunctionVersion.LATEST);
    Map<String, Object> alias = function.aliases().get(qualifier);
    FunctionVersion version =
        function.version(alias == null ? qualifier : routed(new Document(alias), draw));
    if (version == null) {
      throw store.notFound(ref);
    }
    return version;
  }

  private static String routed(Document alias, double draw) {
    double from = 0;
    Document weights = alias.at("RoutingConfig").at("AdditionalVersionWeights");
    for (Map.Entry<String, Object> weight : weights.values().entrySet()) {
      from += Double.parseDouble(weight.getValue().toString());
      if (draw < from) {
        return weight.getKey();
      }
    }
    return alias.required("FunctionVersion");
  }

  private static void checkRevision(LambdaFunction function, Document request) {
    String expected = request.text("RevisionId");
    if (expected != null && !expected.equals(function.latest().revisionId())) {
      throw new AwsError(
          412,
          "PreconditionFailedException",
          "The Revision Id provided does not match the latest Revision Id. Call the"
              + " GetFunction/GetAlias API to retrieve the latest Revision Id");
    }
  }

  private String now() {
    return AwsTime.modified(clock.instant());
  }

  static String newRevision() {
    return UUID.randomUUID().toString();
  }

  /** What a request may leave out. */
  static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}

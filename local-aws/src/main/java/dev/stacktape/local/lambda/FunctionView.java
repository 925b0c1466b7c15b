package dev.stacktape.local.lambda;

import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions as the API shows them. */
record FunctionView(String account, Settlements settlements) {

  /** A {@code FunctionConfiguration}; its ARN is qualified unless it stands for the latest one. */
  Document configuration(FunctionVersion function) {
    boolean latest = function.version().equals(FunctionVersion.LATEST);
    String qualifier = latest ? null : function.version();
    return configuration(function, new FunctionRef(function.region(), function.name(), qualifier));
  }

  /** A {@code FunctionConfiguration} under the ARN by which it was asked for. */
  Document configuration(FunctionVersion function, FunctionRef askedFor) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("FunctionName", function.name());
    view.put("FunctionArn", askedFor.arn(account));
    view.putAll(function.settings());
    view.put("CodeSize", function.code().size());
    view.put("CodeSha256", function.code().sha256());
    view.put("Version", function.version());
    view.put("LastModified", function.lastModified());
    view.put("RevisionId", function.revisionId());
    view.putAll(settlements.stateOf(function));
    view.putIfAbsent("Description", "");
    view.putIfAbsent("EphemeralStorage", Map.of("Size", 512));
    view.putIfAbsent("TracingConfig", Map.of("Mode", "PassThrough"));
    view.put("LoggingConfig", logging(function));
    view.put("SnapStart", snapStart(function.document().at("SnapStart")));
    view.remove("Layers");
    List<String> layers = function.document().texts("Layers");
    if (!layers.isEmpty()) {
      view.put("Layers", layers.stream().map(arn -> Map.of("Arn", arn, "CodeSize", 0)).toList());
    }
    return new Document(view);
  }

  private static Map<String, Object> logging(FunctionVersion function) {
    Document asked = function.document().at("LoggingConfig");
    return asked
        .with("LogFormat", asked.text("LogFormat", "Text"))
        .with("LogGroup", function.logGroup())
        .values();
  }

  /** What AWS says of a function's snapshots; none are taken here. */
  static Map<String, Object> snapStart(Document asked) {
    String applyOn = asked.text("ApplyOn", "None");
    return Map.of("ApplyOn", applyOn, "OptimizationStatus", "Off");
  }
}

package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.HANDLER_INVALID;
import static dev.stacktape.resource.ResourceCode.HANDLER_MISSING;
import static dev.stacktape.resource.ResourceCode.RUNTIME_MISSING;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.packaging.Buildpack;
import dev.stacktape.resource.packaging.CustomArtifact;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Lambda is told of the code of a function, and how to get hold of that code.
 *
 * @param environment variables that the language needs; those of the config win
 */
record FunctionCode(
    String handler,
    String runtime,
    String architecture,
    Map<String, String> environment,
    ArtifactSpec artifact) {
  private static final Pattern FILE_AND_FUNCTION = Pattern.compile("(.+?)(?:\\.\\w+)?:(\\w+)");

  /** The code of a function that has passed its checks. */
  static FunctionCode of(Contribution<FunctionProperties> to) {
    return read(new Inspection<>(to.resource(), to.stack(), new Problems()))
        .orElseThrow(() -> new IllegalStateException(to.name() + " has not been checked"));
  }

  /** The code of a function; empty when something is wrong with it, which is reported. */
  static Optional<FunctionCode> read(Inspection<FunctionProperties> inspection) {
    FunctionProperties function = inspection.properties();
    String architecture =
        Tree.textOf(
            function.architecture() == null ? Architecture.X86_64 : function.architecture());
    if (function.packaging() instanceof Buildpack buildpack) {
      return new SourceCode(inspection, buildpack, architecture).read();
    }
    return prebuilt(inspection, (CustomArtifact) function.packaging(), architecture);
  }

  private static Optional<FunctionCode> prebuilt(
      Inspection<FunctionProperties> inspection, CustomArtifact artifact, String architecture) {
    LambdaRuntime runtime = inspection.properties().runtime();
    if (runtime == null) {
      inspection.report(
          RUNTIME_MISSING
              .error("A prebuilt function needs a `runtime`.")
              .hint("Add it, such as `runtime: java21`."));
    }
    if (artifact.handler() == null) {
      inspection.report(
          HANDLER_MISSING
              .error("A prebuilt function needs a `handler`.")
              .hint("Add it to the packaging, such as `handler: com.acme.SaveOrder`."),
          "packaging",
          "properties");
    }
    if (runtime == null || artifact.handler() == null) {
      return Optional.empty();
    }
    Optional<String> handler = handler(inspection, artifact.handler());
    return handler.map(
        name ->
            new FunctionCode(
                name,
                Tree.textOf(runtime),
                architecture,
                Map.of(),
                new ArtifactSpec.Prebuilt(
                    inspection.resource().name(),
                    inspection.stack().directory().resolve(artifact.packagePath()).normalize(),
                    name,
                    Tree.textOf(runtime),
                    architecture,
                    !inspection.properties().layers().isEmpty(),
                    inspection.resource().at("packaging", "properties", "packagePath"))));
  }

  /** {@code dir/index.js:save} means {@code dir/index.save}; Lambda's own forms stay. */
  private static Optional<String> handler(Inspection<?> inspection, String handler) {
    Matcher parts = FILE_AND_FUNCTION.matcher(handler);
    if (handler.isBlank()
        || (handler.contains(":") && !handler.contains("::") && !parts.matches())) {
      inspection.report(
          HANDLER_INVALID
              .error("`%s` is not a handler.".formatted(handler))
              .hint("Write `com.acme.SaveOrder::handleRequest`, or `index.js:save`."),
          "packaging",
          "properties",
          "handler");
      return Optional.empty();
    }
    return Optional.of(
        handler.contains("::") || !parts.matches()
            ? handler
            : parts.group(1) + "." + parts.group(2));
  }
}

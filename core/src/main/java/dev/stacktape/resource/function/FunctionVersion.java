package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.Optional;

/**
 * What a function publishes: a version, and the alias that has the traffic.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html">Versions
 *     and aliases</a>
 */
final class FunctionVersion {
  private static final int MAX_STORAGE_WITH_SNAP_START = 512;

  private FunctionVersion() {}

  static boolean isWanted(FunctionProperties function) {
    return hasSnapStart(function)
        || function.provisionedConcurrency() != null
        || function.deployment() != null;
  }

  static boolean hasSnapStart(FunctionProperties function) {
    return Boolean.TRUE.equals(function.snapStart());
  }

  static void contribute(Contribution<FunctionProperties> to, FunctionNames names) {
    FunctionProperties function = to.properties();
    if (!isWanted(function)) {
      return;
    }
    to.add(names.versionId(), PublishedVersion.of(names.functionId()));
    Tree alias =
        new Tree()
            .with("Name", FunctionNames.ALIAS)
            .with("FunctionName", Fn.ref(names.functionId()))
            .with("FunctionVersion", Fn.getAtt(names.versionId(), "Version"));
    if (function.provisionedConcurrency() != null) {
      alias.with(
          "ProvisionedConcurrencyConfig",
          new Tree().with("ProvisionedConcurrentExecutions", function.provisionedConcurrency()));
    }
    CfnResource resource = CfnResource.of("AWS::Lambda::Alias", alias.build());
    to.add(names.aliasId(), TrafficShifting.shift(resource, to, names));
  }

  static void check(Inspection<FunctionProperties> inspection) {
    FunctionProperties function = inspection.properties();
    Integer provisioned = function.provisionedConcurrency();
    if (provisioned != null && provisioned < 1) {
      inspection.report(
          VALUE_INVALID.error(
              "`provisionedConcurrency` must be at least 1, but is %d.".formatted(provisioned)),
          "provisionedConcurrency");
    }
    if (provisioned != null
        && function.reservedConcurrency() != null
        && provisioned > function.reservedConcurrency()) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "%d instances are to be kept warm, but at most %d may run."
                      .formatted(provisioned, function.reservedConcurrency()))
              .hint("Raise `reservedConcurrency`, or lower `provisionedConcurrency`."),
          "provisionedConcurrency");
    }
    if (hasSnapStart(function)) {
      checkSnapStart(inspection);
    }
  }

  /**
   * What SnapStart does not go together with.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart</a>
   */
  private static void checkSnapStart(Inspection<FunctionProperties> inspection) {
    FunctionProperties function = inspection.properties();
    if (function.provisionedConcurrency() != null) {
      report(inspection, "instances that are kept warm", "provisionedConcurrency");
    }
    boolean efs = function.volumeMounts().stream().anyMatch(VolumeMount.Efs.class::isInstance);
    if (efs) {
      report(inspection, "file systems", "volumeMounts");
    }
    if (function.storage() != null && function.storage() > MAX_STORAGE_WITH_SNAP_START) {
      report(inspection, "more than 512 MB in /tmp", "storage");
    }
  }

  private static void report(Inspection<?> inspection, String what, String key) {
    inspection.report(
        PROPERTY_CONFLICT
            .error("`snapStart` does not go together with %s.".formatted(what))
            .hint("Remove `%s` or `snapStart`.".formatted(key)),
        key);
  }

  /** Reports a runtime that cannot be frozen and thawed. */
  static void checkRuntime(Inspection<FunctionProperties> inspection, Optional<FunctionCode> code) {
    if (!hasSnapStart(inspection.properties())) {
      return;
    }
    code.map(FunctionCode::runtime)
        .filter(runtime -> !canSnapStart(runtime))
        .ifPresent(
            runtime ->
                inspection.report(
                    PROPERTY_CONFLICT
                        .error("Lambda has no SnapStart for the runtime `%s`.".formatted(runtime))
                        .hint("It has it for Java from 11, Python from 3.12 and .NET from 8."),
                    "snapStart"));
  }

  private static boolean canSnapStart(String runtime) {
    if (runtime.startsWith("java")) {
      return !runtime.startsWith("java8");
    }
    if (runtime.startsWith("python3.")) {
      return Integer.parseInt(runtime.substring("python3.".length())) >= 12;
    }
    return runtime.equals("dotnet8") || runtime.equals("dotnet10");
  }
}

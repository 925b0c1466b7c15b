package dev.stacktape.resource.database;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table can take. A provisioned global table has to scale its writes, so a fixed number of
 * units is written as a range of that one number.
 */
record TableCapacity(@Nullable ProvisionedThroughput throughput) {
  private static final double DEFAULT_UTILIZATION = 90;
  private static final double MIN_UTILIZATION = 20;

  boolean isProvisioned() {
    return throughput != null;
  }

  String billingMode() {
    return isProvisioned() ? "PROVISIONED" : "PAY_PER_REQUEST";
  }

  @Nullable Map<String, Object> writes() {
    if (throughput == null) {
      return null;
    }
    return new Tree()
        .with(
            "WriteCapacityAutoScalingSettings",
            scaling(throughput.writeUnits(), throughput.writeScaling()))
        .build();
  }

  @Nullable Map<String, Object> reads() {
    if (throughput == null) {
      return null;
    }
    if (throughput.readScaling() == null) {
      return new Tree().with("ReadCapacityUnits", throughput.readUnits()).build();
    }
    return new Tree()
        .with(
            "ReadCapacityAutoScalingSettings",
            scaling(throughput.readUnits(), throughput.readScaling()))
        .build();
  }

  private static Tree scaling(int units, @Nullable CapacityScaling scaling) {
    return new Tree()
        .with("MinCapacity", scaling == null ? units : scaling.minUnits())
        .with("MaxCapacity", scaling == null ? units : scaling.maxUnits())
        // Where the table starts when it has been paid for by request before.
        .with("SeedCapacity", units)
        .with(
            "TargetTrackingScalingPolicyConfiguration",
            new Tree()
                .with(
                    "TargetValue",
                    scaling == null ? DEFAULT_UTILIZATION : scaling.keepUtilizationUnder()));
  }

  static void check(Inspection<TableProperties> inspection) {
    ProvisionedThroughput throughput = inspection.properties().provisionedThroughput();
    if (throughput == null) {
      return;
    }
    checkUnits(inspection, throughput.readUnits(), "readUnits");
    checkUnits(inspection, throughput.writeUnits(), "writeUnits");
    checkScaling(inspection, throughput.readScaling(), "readScaling");
    checkScaling(inspection, throughput.writeScaling(), "writeScaling");
  }

  private static void checkUnits(Inspection<?> inspection, int units, String key) {
    if (units < 1) {
      inspection.report(
          VALUE_INVALID.error("`%s` must be at least 1, but is %d.".formatted(key, units)),
          "provisionedThroughput",
          key);
    }
  }

  private static void checkScaling(
      Inspection<?> inspection, @Nullable CapacityScaling scaling, String key) {
    if (scaling == null) {
      return;
    }
    if (scaling.minUnits() < 1 || scaling.minUnits() > scaling.maxUnits()) {
      inspection.report(
          VALUE_INVALID.error(
              "`minUnits` must be at least 1 and at most `maxUnits`, but is %d with a `maxUnits` of %d."
                  .formatted(scaling.minUnits(), scaling.maxUnits())),
          "provisionedThroughput",
          key);
    }
    if (scaling.keepUtilizationUnder() < MIN_UTILIZATION
        || scaling.keepUtilizationUnder() > DEFAULT_UTILIZATION) {
      inspection.report(
          VALUE_INVALID.error("`keepUtilizationUnder` must be between 20 and 90."),
          "provisionedThroughput",
          key,
          "keepUtilizationUnder");
    }
  }
}

package dev.stacktape.operate.drift;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.event.Amounts;
import dev.stacktape.event.Redaction;
import dev.stacktape.operate.drift.DriftReport.Difference;
import dev.stacktape.operate.drift.DriftReport.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link DriftReport} for people and for programs. */
public final class DriftText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Redaction REDACTION = new Redaction(Set.of());

  private DriftText() {}

  /** For a person to read; the last line ends without a line break. */
  public static String plain(DriftReport report) {
    List<String> lines = new ArrayList<>();
    String stack = report.target().stackName();
    String compared =
        "%s compared, %d cannot be"
            .formatted(Amounts.count(report.checked(), "resource"), report.unchecked());
    lines.add(
        report.isInSync()
            ? "%s is as it was deployed (%s).".formatted(stack, compared)
            : "%s differs from what was deployed in %d of its resources (%s)."
                .formatted(stack, report.drifts().size(), compared));
    for (Drift drift : report.drifts()) {
      String name = drift.resourceName() == null ? "(stack)" : drift.resourceName();
      lines.add(
          "  %s: %s %s %s"
              .formatted(
                  name,
                  drift.type(),
                  drift.logicalId(),
                  drift.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
      for (Difference difference : drift.differences()) {
        lines.add(
            "    %s: deployed %s, is %s"
                .formatted(
                    difference.path(), shown(difference.deployed()), shown(difference.live())));
      }
      lines.add("    " + drift.meaning());
    }
    return String.join("\n", lines);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "nothing" : REDACTION.text(value);
  }

  /** For a program: one JSON object. */
  public static String json(DriftReport report) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("stackName", report.target().stackName());
    tree.put("inSync", report.isInSync());
    tree.put("checked", report.checked());
    tree.put("unchecked", report.unchecked());
    ArrayNode drifts = tree.putArray("drifts");
    for (Drift drift : report.drifts()) {
      ObjectNode one = drifts.addObject();
      one.put("kind", drift.kind().name());
      one.put("resourceName", drift.resourceName());
      one.put("logicalId", drift.logicalId());
      one.put("type", drift.type());
      one.put("physicalId", drift.physicalId());
      one.put("meaning", drift.meaning());
      ArrayNode differences = one.putArray("differences");
      for (Difference difference : drift.differences()) {
        differences
            .addObject()
            .put("path", difference.path())
            .put("deployed", orNull(difference.deployed()))
            .put("live", orNull(difference.live()));
      }
    }
    return tree.toPrettyString();
  }

  private static @Nullable String orNull(@Nullable String value) {
    return value == null ? null : REDACTION.text(value);
  }
}

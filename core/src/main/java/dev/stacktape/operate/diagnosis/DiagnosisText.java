package dev.stacktape.operate.diagnosis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.event.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Diagnosis} for people and for programs. */
public final class DiagnosisText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DiagnosisText() {}

  /** For a person to read; the last line ends without a line break. */
  public static String plain(Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    String status = diagnosis.status() == null ? "" : ", " + diagnosis.status();
    lines.add(
        "Stack %s is %s%s"
            .formatted(diagnosis.target().stackName(), word(diagnosis.health()), status));
    if (diagnosis.findings().isEmpty()) {
      lines.add("Nothing wrong was found since " + Amounts.moment(diagnosis.from()) + ".");
    }
    int number = 0;
    for (Finding finding : diagnosis.findings()) {
      lines.add("");
      lines.add("%d. %s  %s".formatted(++number, finding.urgency().name(), finding.what()));
      if (finding.location() != null) {
        lines.add("   at " + finding.location());
      }
      finding
          .evidence()
          .forEach(text -> text.strip().lines().forEach(line -> lines.add("   | " + line)));
      if (finding.fix() != null) {
        lines.add("   Fix: " + finding.fix());
      }
    }
    return String.join("\n", lines);
  }

  /** For a program: one JSON object. */
  public static String json(Diagnosis diagnosis) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("stackName", diagnosis.target().stackName());
    tree.put("region", diagnosis.target().region());
    tree.put("account", diagnosis.target().account());
    tree.put("status", diagnosis.status());
    tree.put("health", diagnosis.health().name());
    tree.put("from", diagnosis.from().toString());
    tree.put("to", diagnosis.to().toString());
    ArrayNode findings = tree.putArray("findings");
    for (Finding finding : diagnosis.findings()) {
      ObjectNode one = findings.addObject();
      one.put("kind", finding.kind().name());
      one.put("urgency", finding.urgency().name());
      one.put("resourceName", finding.resourceName());
      one.put("location", finding.location() == null ? null : finding.location().toString());
      one.put("what", finding.what());
      ArrayNode evidence = one.putArray("evidence");
      finding.evidence().forEach(evidence::add);
      one.put("fix", finding.fix());
    }
    return tree.toPrettyString();
  }

  private static String word(Diagnosis.Health health) {
    return switch (health) {
      case ABSENT -> "not deployed";
      case CHANGING -> "being changed";
      default -> health.name().toLowerCase(Locale.ROOT);
    };
  }
}

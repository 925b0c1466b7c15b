package dev.stacktape.operate.stages;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stacktape.event.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stages for people and for programs. */
public final class StagesText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StagesText() {}

  /** A line for each stage; the last ends without a line break. */
  public static String plain(List<Stage> stages) {
    if (stages.isEmpty()) {
      return "No stage of this project is deployed.";
    }
    List<String> lines = new ArrayList<>();
    int width =
        stages.stream().mapToInt(stage -> stage.target().stackName().length()).max().orElse(0);
    for (Stage stage : stages) {
      String name = stage.target().stackName();
      lines.add(
          "%s  last deployed %s, %s"
              .formatted(
                  name + " ".repeat(width - name.length()),
                  Amounts.moment(stage.lastActivity()),
                  fate(stage)));
    }
    return String.join("\n", lines);
  }

  private static String fate(Stage stage) {
    Instant expires = stage.expires();
    if (expires == null) {
      return "lives for ever";
    }
    if (!stage.isExpired()) {
      return "expires " + Amounts.moment(expires);
    }
    String expired = "expired " + Amounts.moment(expires);
    if (stage.isProtected()) {
      return expired + ", but protected";
    }
    return stage.isDue() ? expired : expired + ", but being changed (" + stage.status() + ")";
  }

  /** For a program: a JSON array. */
  public static String json(List<Stage> stages) {
    ArrayNode list = JSON.createArrayNode();
    for (Stage stage : stages) {
      Instant expires = stage.expires();
      list.addObject()
          .put("stage", stage.target().stage())
          .put("stackName", stage.target().stackName())
          .put("status", stage.status())
          .put("lastActivity", stage.lastActivity().toString())
          .put("expires", expires == null ? null : expires.toString())
          .put("expired", stage.isExpired())
          .put("protected", stage.isProtected())
          .put("due", stage.isDue());
    }
    return list.toPrettyString();
  }
}

package dev.stacktape.operate.metrics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.event.Amounts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link Figures} for people and for programs. */
public final class FiguresText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final String NOTHING = "-";

  private FiguresText() {}

  /**
   * A table with a line for each figure; the last line ends without a line break. Resources of
   * which nothing was measured are one line together.
   */
  public static String plain(Figures figures, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Figures of %s from %s to %s, a bar is %s"
            .formatted(
                figures.target().stackName(),
                TIME.format(figures.from().atZone(zone)),
                TIME.format(figures.to().atZone(zone)),
                Amounts.time(figures.period())));
    Map<String, List<Figure>> byResource = new LinkedHashMap<>();
    for (Figure figure : figures.figures()) {
      byResource
          .computeIfAbsent(
              figure.resourceName() + " (" + figure.type() + ")", title -> new ArrayList<>())
          .add(figure);
    }
    List<String> quiet = new ArrayList<>();
    byResource.forEach(
        (title, all) -> {
          if (all.stream().allMatch(figure -> figure.value() == null)) {
            quiet.add(title);
          } else {
            lines.add(title);
            lines.addAll(table(all));
          }
        });
    if (!quiet.isEmpty()) {
      lines.add("Nothing was measured of: " + String.join(", ", quiet));
    }
    if (!figures.without().isEmpty()) {
      lines.add("Without figures: " + String.join(", ", figures.without()));
    }
    return String.join("\n", lines);
  }

  private static List<String> table(List<Figure> figures) {
    int titles = figures.stream().mapToInt(figure -> figure.title().length()).max().orElse(0);
    int values = figures.stream().mapToInt(figure -> value(figure).length()).max().orElse(0);
    return figures.stream()
        .map(
            figure ->
                "  %s  %s  %s"
                    .formatted(
                        figure.title() + " ".repeat(titles - figure.title().length()),
                        " ".repeat(values - value(figure).length()) + value(figure),
                        sparkline(figure.points()))
                    .stripTrailing())
        .toList();
  }

  private static String value(Figure figure) {
    Double value = figure.value();
    return value == null ? NOTHING : figure.unit().text(value);
  }

  /** A bar for each point, by its share of the highest one; blank where nothing was measured. */
  static String sparkline(List<@Nullable Double> points) {
    double highest =
        points.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).max().orElse(0);
    StringBuilder bars = new StringBuilder();
    for (Double point : points) {
      if (point == null) {
        bars.append(' ');
      } else {
        double share = highest <= 0 ? 0 : Math.max(0, point) / highest;
        bars.append(BARS.charAt((int) Math.round(share * (BARS.length() - 1))));
      }
    }
    return bars.toString();
  }

  /** For a program: one JSON object. */
  public static String json(Figures figures) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("stackName", figures.target().stackName());
    tree.put("from", figures.from().toString());
    tree.put("to", figures.to().toString());
    tree.put("periodSeconds", figures.period().toSeconds());
    ArrayNode list = tree.putArray("figures");
    for (Figure figure : figures.figures()) {
      ObjectNode one = list.addObject();
      one.put("resourceName", figure.resourceName());
      one.put("type", figure.type());
      one.put("logicalId", figure.logicalId());
      one.put("title", figure.title());
      one.put("unit", figure.unit().name());
      one.put("value", figure.value());
      ArrayNode points = one.putArray("points");
      figure.points().forEach(points::add);
    }
    return tree.toPrettyString();
  }
}

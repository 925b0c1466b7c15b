package dev.stacktape.operate;

import dev.stacktape.event.Amounts;
import dev.stacktape.operate.StackReport.Link;
import dev.stacktape.operate.StackReport.Resource;
import dev.stacktape.plan.SwapRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link StackReport} as a person reads it in a console. */
public final class StackReportText {
  private static final String OF_THE_STACK = "(stack)";

  private StackReportText() {}

  /** Several lines without colours; the last ends without a line break. */
  public static String render(StackReport report) {
    List<String> lines = head(report);
    resources(lines, report);
    if (report.companion() != null && report.companion().exists()) {
      lines.add("");
      lines.add(render(report.companion()));
    }
    return String.join("\n", lines);
  }

  /** The same without the resources, for after a deployment. */
  public static String summary(StackReport report) {
    return String.join("\n", head(report));
  }

  private static List<String> head(StackReport report) {
    List<String> lines = new ArrayList<>();
    String where = report.endpoint() == null ? "" : ", at " + report.endpoint();
    lines.add(
        "Stack %s in %s, account %s%s"
            .formatted(
                report.target().stackName(),
                report.target().region(),
                report.target().account(),
                where));
    if (!report.exists()) {
      lines.add("  not deployed");
      return lines;
    }
    String reason = report.statusReason() == null ? "" : " (" + report.statusReason() + ")";
    lines.add("  status   " + report.status() + reason);
    lines.add("  changed  " + Amounts.moment(String.valueOf(report.lastChanged())));
    section(lines, "Outputs", report.outputs());
    section(lines, "Links", links(report));
    return lines;
  }

  private static Map<String, String> links(StackReport report) {
    Map<String, String> links = new LinkedHashMap<>();
    for (Link link : report.links()) {
      // An output that is an address stands under the outputs already.
      if (!report.outputs().containsKey(link.title())) {
        links.put(link.title(), link.url());
      }
    }
    return links;
  }

  private static void section(List<String> lines, String title, Map<String, String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    lines.add(title);
    int width = entries.keySet().stream().mapToInt(String::length).max().orElse(0);
    entries.forEach((key, value) -> lines.add("  " + padded(key, width) + "  " + value));
  }

  private static void resources(List<String> lines, StackReport report) {
    Map<String, List<Resource>> byName = new LinkedHashMap<>();
    for (Resource resource : report.resources()) {
      String name = resource.resourceName() == null ? OF_THE_STACK : resource.resourceName();
      byName.computeIfAbsent(name, key -> new ArrayList<>()).add(resource);
    }
    if (byName.isEmpty()) {
      return;
    }
    lines.add("Resources");
    byName.forEach(
        (name, resources) -> {
          lines.add("  " + name);
          resources.forEach(resource -> lines.add("    " + line(resource)));
        });
  }

  private static String line(Resource resource) {
    String physicalId = resource.physicalId() == null ? "" : "  " + resource.physicalId();
    String status = resource.status().endsWith("_COMPLETE") ? "" : "  " + resource.status();
    return resource.type() + " " + resource.logicalId() + physicalId + status + swapped(resource);
  }

  private static String swapped(Resource resource) {
    SwapRecord swap = resource.swap();
    if (swap == null) {
      return resource.swapped() ? "  hot-swapped: runs other code than its template" : "";
    }
    return "  hot-swapped %s by %s%s: %s"
        .formatted(
            Amounts.moment(swap.time()),
            swap.by(),
            swap.digest() == null ? ", perhaps not wholly" : "",
            String.join(", ", swap.differing()));
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}

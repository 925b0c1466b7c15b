package dev.stacktape.operate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.operate.StackReport.Link;
import dev.stacktape.operate.StackReport.Resource;
import dev.stacktape.plan.SwapRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * Writes what is deployed into a folder, for scripts: {@code stack-info.json} and {@code
 * template.yml}. Keys are only ever added to the JSON.
 */
public final class StackInfoFile {
  /** The name of the report. */
  public static final String INFO = "stack-info.json";

  /** The name of the template. */
  public static final String TEMPLATE = "template.yml";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StackInfoFile() {}

  /**
   * Writes the template whole; a reader sees the old one or the new one.
   *
   * @param folder is made when it is not there
   * @param yaml the template that is deployed
   * @return the file
   */
  public static Path writeTemplate(Path folder, String yaml) {
    return replace(folder.resolve(TEMPLATE), yaml);
  }

  /**
   * Writes the report whole; a reader sees the old one or the new one.
   *
   * @param file its folder is made when it is not there
   * @param timings how long each phase took, by its name, in the order of the phases
   * @return the file
   */
  public static Path write(Path file, StackReport report, Map<String, Duration> timings) {
    return replace(file, tree(report, timings).toPrettyString() + "\n");
  }

  /** Takes the report of an earlier deployment away. */
  public static void remove(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(INFO));
    } catch (IOException failure) {
      throw new UncheckedIOException("The stack's file cannot be removed: " + failure, failure);
    }
  }

  private static Path replace(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return moved(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException("The stack's file " + file + " cannot be written", failure);
    }
  }

  private static Path moved(Path file, String text) throws IOException {
    Path next =
        Files.createTempFile(
            file.toAbsolutePath().getParent(), file.getFileName().toString(), ".tmp");
    Files.writeString(next, text, StandardCharsets.UTF_8);
    try {
      return Files.move(
          next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException plain) {
      return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static ObjectNode tree(StackReport report, Map<String, Duration> timings) {
    ObjectNode tree = tree(report);
    ObjectNode took = tree.putObject("tookMillis");
    timings.forEach((phase, duration) -> took.put(phase, duration.toMillis()));
    return tree;
  }

  private static ObjectNode tree(StackReport report) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("stackName", report.target().stackName());
    tree.put("project", report.target().project());
    tree.put("stage", report.target().stage());
    tree.put("region", report.target().region());
    tree.put("account", report.target().account());
    tree.put("endpoint", report.endpoint());
    tree.put("status", report.status());
    tree.put("created", report.created());
    tree.put("lastChanged", report.lastChanged());
    ObjectNode outputs = tree.putObject("outputs");
    report.outputs().forEach(outputs::put);
    ArrayNode links = tree.putArray("links");
    for (Link link : report.links()) {
      links.addObject().put("title", link.title()).put("url", link.url());
    }
    ArrayNode resources = tree.putArray("resources");
    for (Resource resource : report.resources()) {
      SwapRecord swap = resource.swap();
      resources
          .addObject()
          .put("resourceName", resource.resourceName())
          .put("logicalId", resource.logicalId())
          .put("type", resource.type())
          .put("physicalId", resource.physicalId())
          .put("status", resource.status())
          .put("swapped", resource.swapped())
          .put("swappedAt", swap == null ? null : swap.time())
          .put("swappedBy", swap == null ? null : swap.by());
    }
    if (report.companion() != null) {
      tree.set("companion", tree(report.companion()));
    }
    return tree;
  }
}

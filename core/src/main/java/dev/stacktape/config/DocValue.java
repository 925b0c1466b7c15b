package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A value that an annotation holds as text, in the way a config would. */
final class DocValue {
  private static final Path NOWHERE = Path.of("");

  private DocValue() {}

  /** The value as a node that can be bound. */
  static Node node(String text, Shape shape) {
    Problems problems = new Problems();
    ConfigSource source = new ConfigSource("value.yml", NOWHERE, "value: " + text + "\n");
    Node.Mapping map = ConfigReader.read(source, problems);
    Node node = map == null || problems.hasErrors() ? null : map.get("value");
    return node == null || (shape.isText() && !isText(node))
        ? new Node.Scalar(text, Location.of(source.name()))
        : node;
  }

  /** The value as plain data. */
  static Object parse(String text, Shape shape) {
    Object plain = node(text, shape).toPlain();
    return plain == null ? text : plain;
  }

  private static boolean isText(@Nullable Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() instanceof String;
  }
}

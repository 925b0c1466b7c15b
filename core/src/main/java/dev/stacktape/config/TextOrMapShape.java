package dev.stacktape.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Text or a map of anything, as plain values. */
final class TextOrMapShape implements Shape {
  @Override
  public String wanted() {
    return "text or a map";
  }

  @Override
  public Map<String, Object> schema(SchemaDefinitions definitions) {
    return SchemaParts.of("type", List.of("string", "object"));
  }

  @Override
  public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
    if (node instanceof Node.Mapping map) {
      return map.toPlain();
    }
    if (node instanceof Node.Scalar scalar && scalar.value() instanceof String) {
      return Shapes.TEXT.bind(node, subject, report);
    }
    if (!Complex.refuseSingle(node, subject, wanted(), report)) {
      report.wrongType(subject, node, wanted(), null);
    }
    return null;
  }
}

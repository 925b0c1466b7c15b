package dev.stacktape.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that may also be written as text, which stands for one of its properties.
 *
 * @param key the property that the text stands for
 */
record TextOrRecord(String key, Shape record) implements Shape {
  @Override
  public String wanted() {
    return "text or " + record.wanted();
  }

  @Override
  public Map<String, Object> schema(SchemaDefinitions definitions) {
    return SchemaParts.anyOf(List.of(SchemaParts.of("type", "string"), record.schema(definitions)));
  }

  @Override
  public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
    if (!(node instanceof Node.Scalar scalar)) {
      return record.bind(node, subject, report);
    }
    if (!(scalar.value() instanceof String)) {
      if (!Complex.refuseSingle(node, subject, wanted(), report)) {
        report.wrongType(subject, node, wanted(), null);
      }
      return null;
    }
    Node.Entry entry = new Node.Entry(node.location(), node);
    Node.Mapping whole = new Node.Mapping(Map.of(key, entry), node.location());
    return record.bind(whole, subject, report);
  }
}

package dev.stacktape.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of any kind, as a node with its places or as plain maps, lists and scalars. */
final class FreeShape implements Shape {
  private final Class<?> type;

  FreeShape(Class<?> type) {
    this.type = type;
  }

  @Override
  public String wanted() {
    if (type == Node.Mapping.class) {
      return "a map";
    }
    return type == Node.Sequence.class ? "a list" : "a value";
  }

  @Override
  public Map<String, Object> schema(SchemaDefinitions definitions) {
    if (type == Node.Mapping.class) {
      return SchemaParts.orDirective(SchemaParts.object());
    }
    if (type == Node.Sequence.class) {
      return SchemaParts.orDirective(SchemaParts.of("type", "array"));
    }
    return type == Object.class ? SchemaParts.of("not", SchemaParts.of("type", "null")) : Map.of();
  }

  @Override
  public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
    if (type == Object.class) {
      Object plain = node.toPlain();
      if (plain == null) {
        report.noValue(subject, wanted());
      }
      return plain;
    }
    if (type.isInstance(node)) {
      return node;
    }
    if (!Complex.refuseSingle(node, subject, wanted(), report)) {
      report.wrongType(subject, node, wanted(), null);
    }
    return null;
  }
}

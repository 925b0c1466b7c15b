package dev.stacktape.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shapes of lists and of maps with free keys. */
final class CollectionShapes {
  private CollectionShapes() {}

  /** A list of one kind of item. */
  static final class ListShape implements Shape {
    private static final String DASHES =
        "Write each item on a line of its own, beginning with `- `.";

    private final Shape item;
    private final Bounds length;

    ListShape(Shape item, @Nullable Range length) {
      this.item = item;
      this.length = Bounds.of(length);
    }

    @Override
    public String wanted() {
      return "a list";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      Map<String, Object> list = SchemaParts.of("type", "array");
      list.put("items", item.schema(definitions));
      length.addTo(list, "minItems", "maxItems");
      return SchemaParts.orDirective(list);
    }

    @Override
    public Object absent() {
      return List.of();
    }

    @Override
    public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
      if (!(node instanceof Node.Sequence list)) {
        Node standIn = standIn(node, subject, report);
        return standIn == null ? null : bind(standIn, subject, report);
      }
      int size = list.items().size();
      if (!length.contain(BigDecimal.valueOf(size))) {
        report.outOfRange(subject, node, "have " + length + " items", "has " + size);
        return null;
      }
      return items(list, subject, report);
    }

    /**
     * What stands in for the whole list, or null with a problem. The items are the directive
     * itself, which is taken where a text is wanted.
     */
    private @Nullable Node standIn(Node node, Subject subject, BindingReport report) {
      if (item == Shapes.TEXT
          && node instanceof Node.Scalar scalar
          && scalar.value() instanceof String text
          && Directives.isDeployTime(text)) {
        List<Object> samples =
            Stream.of(List.of(text), List.of(text, text), List.of(text, text, text))
                .filter(sample -> length.contain(BigDecimal.valueOf(sample.size())))
                .<Object>map(sample -> sample)
                .toList();
        return report.standIn(subject, node, text, wanted(), samples);
      }
      refuse(node, subject, report);
      return null;
    }

    private void refuse(Node node, Subject subject, BindingReport report) {
      if (Complex.refuseSingle(node, subject, wanted(), report)) {
        return;
      }
      String pair = node instanceof Node.Mapping map ? asPair(map) : null;
      if (pair == null) {
        report.wrongType(subject, node, wanted(), DASHES);
      } else {
        report.mapForList(subject, "Write it as a list: `- " + pair + "`, and so on.");
      }
    }

    /**
     * The first entry of a map as an item of this list, where the items are pairs such as {@code
     * name} and {@code value}. Null for anything else, and for an item that lacks its dash.
     */
    private @Nullable String asPair(Node.Mapping map) {
      List<String> keys = item.requiredKeys();
      boolean pairs = keys.size() == 2 && keys.get(1).equals("value");
      if (!pairs || map.entries().isEmpty() || map.entries().containsKey(keys.get(0))) {
        return null;
      }
      String name = BindingReport.shown(map.entries().keySet().iterator().next());
      return "{ %s: %s, value: ... }".formatted(keys.get(0), name);
    }

    private @Nullable Object items(Node.Sequence list, Subject subject, BindingReport report) {
      List<Object> values = new ArrayList<>();
      for (Node node : list.items()) {
        Object value =
            item.bind(node, subject.inside("[" + values.size() + "]", node.location()), report);
        values.add(value == null ? Complex.FAILED : value);
      }
      return values.contains(Complex.FAILED) ? null : Collections.unmodifiableList(values);
    }
  }

  /** A map whose keys are names that the user chose. */
  static final class MapShape implements Shape {
    private final Shape value;

    MapShape(Shape value) {
      this.value = value;
    }

    @Override
    public String wanted() {
      return "a map";
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      Map<String, Object> map = SchemaParts.object();
      map.put("additionalProperties", value.schema(definitions));
      return SchemaParts.orDirective(map);
    }

    @Override
    public Object absent() {
      return Map.of();
    }

    @Override
    public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
      if (!(node instanceof Node.Mapping map)) {
        if (!Complex.refuseSingle(node, subject, wanted(), report)) {
          report.wrongType(subject, node, wanted(), Complex.INDENT);
        }
        return null;
      }
      Map<String, Object> values = new LinkedHashMap<>();
      boolean allFit = true;
      for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
        Node.Entry written = entry.getValue();
        Subject inner = subject.inside("." + entry.getKey(), written.keyLocation());
        Object bound = value.bind(written.value(), inner, report);
        if (bound == null) {
          allFit = false;
        } else {
          values.put(entry.getKey(), bound);
        }
      }
      return allFit ? Collections.unmodifiableMap(values) : null;
    }
  }
}

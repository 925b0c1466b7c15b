package dev.stacktape.config;

import dev.stacktape.problem.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a config document that remembers where it was written. */
public sealed interface Node {

  /** Where it was written. */
  Location location();

  /** The same value as plain maps, lists, strings, numbers, booleans and nulls. */
  @Nullable Object toPlain();

  /** What a user would call this kind of value: {@code text}, {@code number}, {@code list}... */
  String kind();

  /** The same value as if it stood at another place; what is inside keeps its places. */
  Node at(Location place);

  /**
   * A single value.
   *
   * @param value a String, Boolean, Long, Double or null; a BigInteger or BigDecimal where a Long
   *     or Double would not hold the number exactly. Never infinite, never not-a-number
   */
  record Scalar(@Nullable Object value, Location location) implements Node {
    @Override
    public @Nullable Object toPlain() {
      return value;
    }

    @Override
    public String kind() {
      if (value == null) {
        return "nothing";
      }
      if (value instanceof Boolean) {
        return "boolean";
      }
      return value instanceof Number ? "number" : "text";
    }

    @Override
    public Scalar at(Location place) {
      return new Scalar(value, place);
    }
  }

  /**
   * A value that could not be found out. Why has been reported as an error, so nobody needs to
   * complain about it again; a config without errors holds none of these.
   *
   * @param text what was written
   */
  record Unresolved(String text, Location location) implements Node {
    @Override
    public Object toPlain() {
      return text;
    }

    @Override
    public String kind() {
      return "text";
    }

    @Override
    public Unresolved at(Location place) {
      return new Unresolved(text, place);
    }
  }

  /** A list. */
  record Sequence(List<Node> items, Location location) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Object toPlain() {
      List<@Nullable Object> plain = new ArrayList<>();
      items.forEach(item -> plain.add(item.toPlain()));
      return Collections.unmodifiableList(plain);
    }

    @Override
    public String kind() {
      return "list";
    }

    @Override
    public Sequence at(Location place) {
      return new Sequence(items, place);
    }
  }

  /** A map; keys keep their order. */
  record Mapping(Map<String, Entry> entries, Location location) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key, or null. */
    public @Nullable Node get(String key) {
      Entry entry = entries.get(key);
      return entry == null ? null : entry.value();
    }

    @Override
    public Object toPlain() {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      entries.forEach((key, entry) -> plain.put(key, entry.value().toPlain()));
      return Collections.unmodifiableMap(plain);
    }

    @Override
    public String kind() {
      return "map";
    }

    @Override
    public Mapping at(Location place) {
      return new Mapping(entries, place);
    }
  }

  /** A key's place and its value. */
  record Entry(Location keyLocation, Node value) {}

  /**
   * The place of what stands at a path below this node: keys as strings, list positions as
   * integers. As much of the path as exists is followed, so there is always a place to point at.
   */
  default Location locate(Object... path) {
    Node node = this;
    Location last = location();
    for (Object step : path) {
      if (step instanceof String key && node instanceof Mapping map) {
        Entry entry = map.entries().get(key);
        if (entry == null) {
          return last;
        }
        last = entry.keyLocation();
        node = entry.value();
      } else if (step instanceof Integer index
          && node instanceof Sequence list
          && index < list.items().size()) {
        node = list.items().get(index);
        last = node.location();
      } else {
        return last;
      }
    }
    return last;
  }
}

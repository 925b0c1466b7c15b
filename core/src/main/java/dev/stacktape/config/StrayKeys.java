package dev.stacktape.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a resource that are not indented below it, so that they look like resources themselves.
 * That is told once, and what they say is read as what it is meant for.
 */
final class StrayKeys {
  private static final Set<String> KEYS = Set.of("type", "properties", "overrides");

  private StrayKeys() {}

  /** The entries of {@code resources}, each stray key moved into the resource before it. */
  static Map<String, Node.Entry> gathered(Node.Mapping resources, BindingReport report) {
    Map<String, Node.Entry> gathered = new LinkedHashMap<>();
    String before = null;
    for (Map.Entry<String, Node.Entry> each : resources.entries().entrySet()) {
      String key = each.getKey();
      Node.Entry entry = each.getValue();
      Node.Entry owner = before == null ? null : gathered.get(before);
      Node.Mapping with = owner == null ? null : with(owner.value(), key, entry);
      if (before != null && owner != null && with != null) {
        Subject subject = new Subject("`resources`", owner.keyLocation());
        report.misplacedProperty(subject, key, entry.keyLocation(), before);
        gathered.put(before, new Node.Entry(owner.keyLocation(), with));
      } else {
        gathered.put(key, entry);
        before = key;
      }
    }
    return gathered;
  }

  /** A resource with one more key; null where the key is a resource, or the other has it. */
  private static Node.@Nullable Mapping with(Node owner, String key, Node.Entry entry) {
    boolean isResource =
        entry.value() instanceof Node.Mapping map && map.entries().containsKey("type");
    boolean isEmpty = owner instanceof Node.Scalar scalar && scalar.value() == null;
    boolean lacksIt =
        isEmpty || (owner instanceof Node.Mapping map && !map.entries().containsKey(key));
    if (!KEYS.contains(key) || isResource || !lacksIt) {
      return null;
    }
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    if (owner instanceof Node.Mapping map) {
      entries.putAll(map.entries());
    }
    entries.put(key, entry);
    return new Node.Mapping(entries, owner.location());
  }
}

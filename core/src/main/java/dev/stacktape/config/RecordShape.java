package dev.stacktape.config;

import dev.stacktape.problem.DidYouMean;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map with known keys, which becomes a record. */
final class RecordShape implements Shape {
  private final Constructor<?> constructor;
  private final List<Component> components;
  private final Map<String, Component> byKey = new LinkedHashMap<>();
  private final boolean open;

  RecordShape(Class<?> record) {
    RecordComponent[] declared = record.getRecordComponents();
    try {
      constructor =
          record.getDeclaredConstructor(
              Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("A record without its own constructor: " + record, e);
    }
    constructor.setAccessible(true);
    components = Arrays.stream(declared).map(Component::of).toList();
    components.stream()
        .filter(c -> c.role() == Component.Role.PROPERTY)
        .forEach(c -> byKey.put(c.key(), c));
    open = components.stream().anyMatch(c -> c.role() == Component.Role.OTHER_KEYS);
  }

  @Override
  public String wanted() {
    return "a map";
  }

  /** The keys that it knows, in the order of the components. */
  Set<String> keys() {
    return byKey.keySet();
  }

  @Override
  public List<String> requiredKeys() {
    return byKey.values().stream().filter(Component::required).map(Component::key).toList();
  }

  /** Whether the map itself must be there. */
  boolean mustBeWritten() {
    return !requiredKeys().isEmpty()
        || constructor.getDeclaringClass().isAnnotationPresent(Required.class);
  }

  /** The component with a key. */
  Component component(String key) {
    return Objects.requireNonNull(byKey.get(key));
  }

  @Override
  public Map<String, Object> schema(SchemaDefinitions definitions) {
    Map<String, Object> schema = SchemaParts.object();
    Doc doc = constructor.getDeclaringClass().getAnnotation(Doc.class);
    if (doc != null) {
      schema.put("description", doc.value());
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    byKey.forEach(
        (key, component) ->
            properties.put(
                key, SchemaParts.described(component.shape().schema(definitions), component)));
    schema.put("properties", properties);
    if (!requiredKeys().isEmpty()) {
      schema.put("required", requiredKeys());
    }
    schema.put("additionalProperties", open);
    return schema;
  }

  @Override
  public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
    return bind(node, subject, report, Set.of(), "");
  }

  /**
   * @param foreign keys that belong to somebody else and are passed over
   * @param word the word that chose this record, for the component that wants it
   */
  @Nullable Object bind(
      Node node, Subject subject, BindingReport report, Set<String> foreign, String word) {
    if (!(node instanceof Node.Mapping map)) {
      if (!Complex.refuseSingle(node, subject, wanted(), report)) {
        report.wrongType(subject, node, wanted(), Complex.INDENT);
      }
      return null;
    }
    boolean known = open || reportUnknown(map, subject, report, foreign);
    @Nullable Object[] values = new Object[components.size()];
    boolean allFit = true;
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      Node.Entry entry =
          switch (component.role()) {
            case TYPE_WORD -> wordEntry(word, subject);
            case OTHER_KEYS -> new Node.Entry(subject.owner(), others(map, foreign));
            case PROPERTY -> map.entries().get(component.key());
          };
      if (entry != null) {
        Subject inner =
            component.role() == Component.Role.OTHER_KEYS
                ? subject
                : subject.inside("." + component.key(), entry.keyLocation());
        values[i] = component.shape().bind(entry.value(), inner, report);
        allFit &= values[i] != null;
      } else if (component.required()) {
        if (known || !isMeant(component.key(), map, foreign)) {
          report.missingProperty(
              subject, component.key(), component.shape().wanted(), component.example());
        }
        allFit = false;
      } else {
        values[i] = component.absent();
      }
    }
    return known && allFit ? construct(values) : null;
  }

  /** The record where the config says nothing of it, even though something is required. */
  Object bindNothing(Subject subject, BindingReport report, String word) {
    @Nullable Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      values[i] =
          component.role() == Component.Role.TYPE_WORD
              ? component.shape().bind(wordEntry(word, subject).value(), subject, report)
              : component.absent();
    }
    return construct(values);
  }

  /** What has no component of its own. */
  private Node.Mapping others(Node.Mapping map, Set<String> foreign) {
    Map<String, Node.Entry> others = new LinkedHashMap<>(map.entries());
    others.keySet().removeAll(byKey.keySet());
    others.keySet().removeAll(foreign);
    return new Node.Mapping(others, map.location());
  }

  private static Node.Entry wordEntry(String word, Subject subject) {
    return new Node.Entry(subject.owner(), new Node.Scalar(word, subject.owner()));
  }

  /** Whether an unknown key looks like this one; then it is not missing, but misspelled. */
  private boolean isMeant(String key, Node.Mapping map, Set<String> foreign) {
    return map.entries().keySet().stream()
        .filter(written -> !byKey.containsKey(written) && !foreign.contains(written))
        .anyMatch(written -> DidYouMean.closest(written, keys()).filter(key::equals).isPresent());
  }

  private boolean reportUnknown(
      Node.Mapping map, Subject subject, BindingReport report, Set<String> foreign) {
    boolean allKnown = true;
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      String key = entry.getKey();
      if (!byKey.containsKey(key) && !foreign.contains(key)) {
        report.unknownProperty(subject, key, entry.getValue().keyLocation(), keys());
        allKnown = false;
      }
    }
    return allKnown;
  }

  private Object construct(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          constructor.getDeclaringClass() + " refused values of its own types", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot make a " + constructor.getDeclaringClass(), e);
    }
  }
}

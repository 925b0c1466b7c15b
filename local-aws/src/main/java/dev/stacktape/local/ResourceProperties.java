package dev.stacktape.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a CloudFormation resource, read leniently: CloudFormation takes {@code "60"}
 * where a number is meant and {@code "true"} where a truth value is.
 */
public record ResourceProperties(Map<String, Object> values) {

  /** Whether a property was given. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A property as text, or null. */
  public @Nullable String text(String name) {
    Object value = values.get(name);
    return value == null ? null : String.valueOf(value);
  }

  /** A property as text, or another text. */
  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  /** A truth value; false when it was not given. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(text(name));
  }

  /** An object; empty when it was not given. */
  public ResourceProperties object(String name) {
    return of(values.get(name));
  }

  /** A list of objects; empty when it was not given. */
  public List<ResourceProperties> objects(String name) {
    return list(name).stream().map(ResourceProperties::of).toList();
  }

  /** A list of texts; empty when it was not given. */
  public List<String> texts(String name) {
    return list(name).stream().map(String::valueOf).toList();
  }

  /** A list of {@code Key} and {@code Value} pairs, as tags are written, over other tags. */
  public Map<String, String> tags(String name, Map<String, String> stackTags) {
    Map<String, String> tags = new TreeMap<>(stackTags);
    objects(name).forEach(tag -> tags.put(tag.text("Key", ""), tag.text("Value", "")));
    return tags;
  }

  private List<Object> list(String name) {
    List<Object> items = new ArrayList<>();
    if (values.get(name) instanceof Iterable<?> many) {
      for (Object item : many) {
        if (item != null) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private static ResourceProperties of(@Nullable Object value) {
    Map<String, Object> properties = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, property) -> {
            if (property != null) {
              properties.put(String.valueOf(name), property);
            }
          });
    }
    return new ResourceProperties(properties);
  }
}

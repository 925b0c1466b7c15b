package dev.stacktape.resource.catalog;

import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.bucket.BucketType;
import dev.stacktape.resource.database.TableType;
import dev.stacktape.resource.function.FunctionType;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.resource.queue.QueueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of resource types. */
public final class ResourceTypes {
  private static final List<ResourceType<?>> ALL =
      List.of(
          new BucketType(),
          new FunctionType(),
          new HttpApiType(),
          new QueueType(),
          new TableType());

  private ResourceTypes() {}

  /** Every type. */
  public static List<ResourceType<?>> all() {
    return ALL;
  }

  /** The type with this word, or null. */
  public static @Nullable ResourceType<?> find(String word) {
    return ALL.stream().filter(type -> type.word().equals(word)).findFirst().orElse(null);
  }

  /** The records that properties are bound to, by the word of the type. */
  public static Map<String, Class<?>> properties() {
    Map<String, Class<?>> properties = new LinkedHashMap<>();
    ALL.forEach(type -> properties.put(type.word(), type.propertiesType()));
    return properties;
  }
}

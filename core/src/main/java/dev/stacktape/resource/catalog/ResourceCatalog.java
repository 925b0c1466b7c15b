package dev.stacktape.resource.catalog;

import dev.stacktape.config.ResourceTypes;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.bucket.BucketType;
import dev.stacktape.resource.database.TableType;
import dev.stacktape.resource.function.FunctionType;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.resource.queue.QueueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of the resource types that are built, in alphabetical order of their words. */
public final class ResourceCatalog {
  private static final List<ResourceType<?>> ALL =
      List.of(
          new BucketType(),
          new TableType(),
          new FunctionType(),
          new HttpApiType(),
          new QueueType());

  private ResourceCatalog() {}

  /** Every type. */
  public static List<ResourceType<?>> all() {
    return ALL;
  }

  /** The type with this word, or null. */
  public static @Nullable ResourceType<?> find(String word) {
    return ALL.stream().filter(type -> type.word().equals(word)).findFirst().orElse(null);
  }

  /** The types as the reading of a config needs them. */
  public static ResourceTypes records() {
    return word -> {
      ResourceType<?> type = find(word);
      return type == null ? null : type.propertiesType();
    };
  }
}

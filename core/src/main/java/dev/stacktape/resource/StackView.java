package dev.stacktape.resource;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.StackConfig;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a resource may know of the stack that it is part of. */
public interface StackView {
  /** Where the stack lives and what it is called. */
  Target target();

  /** What paths in the config are relative to; absolute. */
  Path directory();

  /** The Maven modules that functions may be in; empty outside of a Maven project. */
  List<JavaModule> modules();

  /** The resources of the config by name, in its order. */
  Map<String, Resource<?>> resources();

  /**
   * The same with their parts, each after its whole and called like {@code web.containerWorkload}.
   */
  Map<String, Resource<?>> withParts();

  /**
   * Whether the config has a resource of that name with an error, so that nothing is known of it.
   */
  default boolean isUnread(String name) {
    return false;
  }

  /** Whether there is any such resource; what all of them do together is not known then. */
  default boolean hasUnread() {
    return false;
  }

  /** What the config says of the stack as a whole. */
  @Nullable StackConfig stackConfig();

  /** The place of what stands at a path of the config, or the nearest above it. */
  Location locate(Object... path);

  /** The tags of the stack: the user's first, then ours. */
  Tags tags();

  /** The word for the type with these properties, such as {@code sqs-queue}. */
  String typeWord(Class<? extends Record> propertiesType);

  /** The resource or part of that name, if it or one of its own parts has these properties. */
  default <T extends Record> Optional<Resource<T>> find(String name, Class<T> propertiesType) {
    Resource<?> resource = withParts().get(name);
    if (resource == null) {
      return Optional.empty();
    }
    Optional<Resource<T>> itself = as(resource, propertiesType);
    return itself.isPresent() ? itself : partOf(resource, propertiesType);
  }

  private static <P extends Record, T extends Record> Optional<Resource<T>> partOf(
      Resource<P> whole, Class<T> propertiesType) {
    return whole.type().parts(whole).values().stream()
        .flatMap(part -> as(part, propertiesType).stream())
        .findFirst();
  }

  private static <T extends Record> Optional<Resource<T>> as(
      Resource<?> resource, Class<T> propertiesType) {
    if (resource.type().propertiesType() != propertiesType) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // just compared
    Resource<T> found = (Resource<T>) resource;
    return Optional.of(found);
  }
}

package dev.stacktape.resource;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.name.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a resource may know of the stack that it is part of. */
public interface StackView {
  /** Where the stack lives and what it is called. */
  Target target();

  /** What paths in the config are relative to; absolute. */
  Path directory();

  /** The Maven modules that functions may be in; empty outside of a Maven project. */
  List<JavaModule> modules();

  /** All resources by name, in the order of the config. */
  Map<String, Resource<?>> resources();

  /** The tags of the stack: the user's first, then ours. */
  Tags tags();

  /** The word for the type with these properties, such as {@code sqs-queue}. */
  String typeWord(Class<? extends Record> propertiesType);

  /** The resource of that name, if it has these properties. */
  default <T extends Record> Optional<Resource<T>> find(String name, Class<T> propertiesType) {
    Resource<?> resource = resources().get(name);
    if (resource == null || resource.type().propertiesType() != propertiesType) {
      return Optional.empty();
    }
    @SuppressWarnings("unchecked") // just compared
    Resource<T> found = (Resource<T>) resource;
    return Optional.of(found);
  }
}

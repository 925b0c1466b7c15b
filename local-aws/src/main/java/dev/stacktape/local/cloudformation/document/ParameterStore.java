package dev.stacktape.local.cloudformation.document;

import org.jspecify.annotations.Nullable;

/** Values that live outside of the stack and are fetched by name. */
@FunctionalInterface
public interface ParameterStore {
  /** The value of an SSM parameter, or null when there is none of that name. */
  @Nullable String parameter(String name);
}

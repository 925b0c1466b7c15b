package dev.stacktape.resource;

import dev.stacktape.problem.Location;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a website are told about the stack, known only once that is there.
 *
 * @param values template values by name
 * @param envFile a file of this machine that gets them too, null for none; absolute
 * @param location the place in the config that asks for it, null for nowhere
 */
public record PageVariables(
    Map<String, Object> values, @Nullable Path envFile, @Nullable Location location) {
  /** Pages that stay as they are. */
  public static final PageVariables NONE = new PageVariables(Map.of(), null, null);

  public PageVariables {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same with other values. */
  public PageVariables with(Map<String, Object> others) {
    return new PageVariables(others, envFile, location);
  }
}

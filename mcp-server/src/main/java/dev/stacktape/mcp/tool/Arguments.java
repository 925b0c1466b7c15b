package dev.stacktape.mcp.tool;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of a call; their types have been checked against the schema of the tool. */
public record Arguments(Map<String, Object> values) {
  /** Text, or empty when it is not given. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank());
  }

  /** Text that the schema requires. */
  public String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new Refusal(
                    "ARGUMENT_MISSING",
                    "`" + name + "` is missing.",
                    "Give it.",
                    "Call the tool again with `" + name + "`."));
  }

  /** A number, or the default. */
  public int number(String name, int otherwise) {
    @Nullable Object value = values.get(name);
    return value instanceof Number number ? number.intValue() : otherwise;
  }
}

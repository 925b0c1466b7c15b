package dev.stacktape.operate.logs;

import java.util.Optional;

/**
 * A log of the stack.
 *
 * @param name such as {@code saveOrder}; where a resource has several logs, {@code api/access-logs}
 * @param group the name of the log group
 */
public record LogSource(String name, String group) implements Comparable<LogSource> {

  /** The resource that it is a log of. */
  public String resourceName() {
    return Optional.of(name.indexOf('/'))
        .filter(slash -> slash > 0)
        .map(slash -> name.substring(0, slash))
        .orElse(name);
  }

  @Override
  public int compareTo(LogSource other) {
    int byName = name.compareTo(other.name);
    return byName == 0 ? group.compareTo(other.group) : byName;
  }
}

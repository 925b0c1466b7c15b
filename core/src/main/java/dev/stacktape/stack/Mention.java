package dev.stacktape.stack;

import dev.stacktape.config.Node;
import dev.stacktape.problem.Location;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where a part of the config mentions something: by its name, or by its logical id. */
final class Mention {
  private final String logicalId;
  private final @Nullable String name;
  private final Pattern inText;

  /**
   * @param name under {@code resources}; null for what has none
   */
  Mention(String logicalId, @Nullable String name) {
    this.logicalId = logicalId;
    this.name = name;
    String either =
        name == null
            ? Pattern.quote(logicalId)
            : Pattern.quote(logicalId) + "|" + Pattern.quote(name);
    this.inText = Pattern.compile("[('\"{, ](?:" + either + ")['\")}., ]");
  }

  /** The first value that mentions it, in the order of writing; null where none does. */
  @Nullable Location in(Node node) {
    if (node instanceof Node.Mapping map) {
      for (Node.Entry entry : map.entries().values()) {
        Location found = in(entry.value());
        if (found != null) {
          return found;
        }
      }
    } else if (node instanceof Node.Sequence list) {
      for (Node item : list.items()) {
        Location found = in(item);
        if (found != null) {
          return found;
        }
      }
    } else if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
      return isMention(text) ? scalar.location() : null;
    } else if (node instanceof Node.Unresolved unresolved) {
      return isMention(unresolved.text()) ? unresolved.location() : null;
    }
    return null;
  }

  private boolean isMention(String text) {
    return text.equals(logicalId)
        || text.equals(name)
        || (text.length() < 2_000 && inText.matcher(text).find());
  }
}

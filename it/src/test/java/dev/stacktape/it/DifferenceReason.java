package dev.stacktape.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Why templates differ in a way.
 *
 * @param kind what differs
 * @param type fits the whole type of the resource
 * @param id fits the whole logical id
 * @param path fits the whole path of the property
 * @param title the rule in the words of a heading
 * @param because a sentence for people who know the other template
 */
record DifferenceReason(
    TemplateDifference.Kind kind,
    Pattern type,
    Pattern id,
    Pattern path,
    String title,
    String because) {

  /** Rules as they are written down; the first that fits a difference explains it. */
  static List<DifferenceReason> read(Path file) throws IOException {
    Object document =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return ((List<?>) document).stream().map(rule -> of((Map<?, ?>) rule)).toList();
  }

  private static DifferenceReason of(Map<?, ?> rule) {
    return new DifferenceReason(
        TemplateDifference.Kind.valueOf(text(rule, "kind").toUpperCase(Locale.ROOT)),
        pattern(rule, "type"),
        pattern(rule, "id"),
        pattern(rule, "path"),
        text(rule, "title"),
        text(rule, "because"));
  }

  private static Pattern pattern(Map<?, ?> rule, String key) {
    return Pattern.compile(rule.containsKey(key) ? text(rule, key) : ".*");
  }

  private static String text(Map<?, ?> rule, String key) {
    Object value = rule.get(key);
    if (value == null) {
      throw new IllegalArgumentException(rule + " has no " + key);
    }
    return value.toString();
  }

  boolean explains(TemplateDifference difference) {
    return kind == difference.kind()
        && type.matcher(difference.type()).matches()
        && id.matcher(difference.id()).matches()
        && path.matcher(difference.path()).matches();
  }
}

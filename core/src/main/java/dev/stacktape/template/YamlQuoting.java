package dev.stacktape.template;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Leaves quotes away only from words that no reader of YAML 1.1 or 1.2 can take for anything but
 * text: no number in any base, no date, no boolean in any of its spellings.
 */
final class YamlQuoting extends StringQuotingChecker {
  private static final long serialVersionUID = 1L;

  /** Begins with a letter or slash; a colon never stands at the end. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/](?:[A-Za-z0-9_./$+-]|::?(?=[A-Za-z0-9_/$])| (?=[A-Za-z0-9_./$]))*");

  private static final Set<String> WORDS_WITH_MEANING =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  @Override
  public boolean needToQuoteName(String name) {
    return needsQuotes(name);
  }

  @Override
  public boolean needToQuoteValue(String value) {
    return needsQuotes(value);
  }

  private static boolean needsQuotes(String text) {
    return !PLAIN.matcher(text).matches()
        || WORDS_WITH_MEANING.contains(text.toLowerCase(Locale.ROOT));
  }
}

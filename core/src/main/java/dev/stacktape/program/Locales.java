package dev.stacktape.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers and times of places, out of the data of Unicode that the JDK has, as {@code Intl} of
 * JavaScript gives them.
 *
 * @see <a href="https://tc39.es/ecma402/">ECMAScript Internationalization API</a>
 */
final class Locales {
  /**
   * Of which the JDK and Node.js were compared and write numbers alike. Spanish, for one, they do
   * not: a dot stands there only in numbers of five digits and more.
   */
  private static final Set<String> SAME =
      Set.of(
          "en", "en-US", "en-GB", "en-CA", "en-IE", "de", "de-DE", "de-AT", "fr", "fr-FR", "fr-BE",
          "fr-CA", "nl", "nl-NL", "nl-BE", "sv", "sv-SE", "da", "da-DK", "fi", "fi-FI", "cs",
          "cs-CZ", "ja", "ja-JP", "zh", "zh-CN", "ko", "ko-KR", "pt-BR");

  private static final Pattern LETTERS_BEFORE_DIGITS = Pattern.compile("(\\p{L})(\\d)");

  private static final int MAX_DIGITS = 3;

  private Locales() {}

  /** What cannot be done, in the words of a message. */
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;

    Unknown(String what) {
      super(what, null, false, false);
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  /**
   * A number as text.
   *
   * @param wanted the number as text, the locale and the options of {@code Intl.NumberFormat}
   */
  static String number(JsonNode wanted) throws Unknown {
    String tag = wanted.path("locale").asText();
    if (!SAME.contains(tag)) {
      throw new Unknown("the locale " + tag + " for numbers");
    }
    Locale locale = Locale.forLanguageTag(tag);
    String style = wanted.path("style").asText("decimal");
    NumberFormat format =
        switch (style) {
          case "percent" -> NumberFormat.getPercentInstance(locale);
          case "currency" -> NumberFormat.getCurrencyInstance(locale);
          default -> NumberFormat.getNumberInstance(locale);
        };
    int usualLeast = 0;
    int usualMost = style.equals("percent") ? 0 : MAX_DIGITS;
    if (style.equals("currency")) {
      Currency currency = currency(wanted.path("currency").asText());
      format.setCurrency(currency);
      usualLeast = Math.max(0, currency.getDefaultFractionDigits());
      usualMost = usualLeast;
    }
    JsonNode most = wanted.path("maximumFractionDigits");
    int least =
        wanted.path("minimumFractionDigits").asInt(Math.min(usualLeast, most.asInt(usualLeast)));
    format.setMinimumFractionDigits(least);
    format.setMaximumFractionDigits(most.asInt(Math.max(usualMost, least)));
    format.setMinimumIntegerDigits(wanted.path("minimumIntegerDigits").asInt(1));
    JsonNode grouping = wanted.path("useGrouping");
    format.setGroupingUsed(!grouping.isBoolean() || grouping.booleanValue());
    format.setRoundingMode(RoundingMode.HALF_UP);
    String text = format.format(new BigDecimal(wanted.path("number").asText()));
    return LETTERS_BEFORE_DIGITS.matcher(text).replaceFirst("$1\u00a0$2");
  }

  private static Currency currency(String code) throws Unknown {
    try {
      return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new Unknown("the currency " + code);
    }
  }

  /**
   * By how many seconds the clocks of a zone are ahead of UTC.
   *
   * @param wanted the zone, and the time in milliseconds since 1970
   */
  static int offset(JsonNode wanted) throws Unknown {
    try {
      return ZoneId.of(wanted.path("zone").asText())
          .getRules()
          .getOffset(Instant.ofEpochMilli(wanted.path("at").asLong()))
          .getTotalSeconds();
    } catch (DateTimeException e) {
      throw new Unknown("the time zone " + wanted.path("zone").asText());
    }
  }
}

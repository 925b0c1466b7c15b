package dev.stacktape.name;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a name is cut into words and put together again. Logical ids, output keys and environment
 * variables of existing stacks were made by these rules, so they can never change. Only ASCII
 * letters and digits count, as CloudFormation takes nothing else in a logical id.
 */
public final class Words {
  private static final Pattern BETWEEN_LOWER_AND_UPPER = Pattern.compile("(?<=[a-z\\d])(?=[A-Z])");
  private static final Pattern BEFORE_LAST_OF_ACRONYM = Pattern.compile("(?<=[A-Z])(?=[A-Z][a-z])");
  private static final Pattern NOT_PART_OF_A_WORD = Pattern.compile("[^A-Za-z\\d]+");

  private Words() {}

  /**
   * {@code myHTTPApi} is {@code my}, {@code HTTP}, {@code Api}; digits belong to the letters before
   * them.
   */
  static List<String> of(String text) {
    String spaced = BETWEEN_LOWER_AND_UPPER.matcher(text).replaceAll(" ");
    spaced = BEFORE_LAST_OF_ACRONYM.matcher(spaced).replaceAll(" ");
    spaced = NOT_PART_OF_A_WORD.matcher(spaced).replaceAll(" ").strip();
    return spaced.isEmpty() ? List.of() : Arrays.asList(spaced.split(" "));
  }

  /** {@code my-HTTPApi} as {@code MyHttpApi}. */
  public static String pascal(String text) {
    return of(text).stream().map(Words::capitalized).collect(Collectors.joining());
  }

  /** {@code myHTTPApi} as {@code MY_HTTP_API}. */
  public static String upperSnake(String text) {
    return of(text).stream()
        .map(word -> word.toUpperCase(Locale.ROOT))
        .collect(Collectors.joining("_"));
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT)
        + word.substring(1).toLowerCase(Locale.ROOT);
  }
}

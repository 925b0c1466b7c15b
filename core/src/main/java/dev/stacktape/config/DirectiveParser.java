package dev.stacktape.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a directive apart.
 *
 * <p>Arguments are separated by commas outside of quotes and of inner parentheses; empty ones do
 * not count. An argument is, in this order: another directive, a boolean, a number, text in quotes,
 * or text as it stands. A backslash only keeps a quote from closing; it stays in the text.
 */
final class DirectiveParser {
  private static final int MAX_NESTING = 20;
  private static final Pattern NESTED =
      Pattern.compile("\\$[A-Za-z_$][\\w$]*\\(.*", Pattern.DOTALL);

  private DirectiveParser() {}

  /**
   * @throws DirectiveFailure when parentheses or quotes do not match
   */
  static DirectiveCall parse(String directive) {
    return parse(directive, 0);
  }

  private static DirectiveCall parse(String text, int nesting) {
    if (!DirectiveText.isDirective(text)) {
      throw malformed(text, "something follows its closing parenthesis, or there is none");
    }
    if (nesting > MAX_NESTING) {
      throw malformed(text, "directives are nested deeper than " + MAX_NESTING + " levels");
    }
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    List<DirectiveArgument> args = new ArrayList<>();
    for (String piece : split(text, open + 1, close)) {
      args.add(argument(piece, nesting));
    }
    String behind = text.substring(close + 1);
    List<String> path =
        behind.isEmpty() ? List.of() : Arrays.asList(behind.substring(1).split("\\.", -1));
    return new DirectiveCall(text, DirectiveText.nameOf(text), args, path);
  }

  private static List<String> split(String text, int from, int to) {
    List<String> pieces = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = from;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c == '\'' || c == '"') && text.charAt(i - 1) != '\\') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      } else if (quote == 0 && c == '(') {
        depth++;
      } else if (quote == 0 && c == ')' && --depth < 0) {
        throw malformed(text, "something follows its closing parenthesis");
      } else if (quote == 0 && c == ',' && depth == 0) {
        pieces.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (quote != 0) {
      throw malformed(text, "a quote is not closed");
    }
    if (depth != 0) {
      throw malformed(text, "a parenthesis is not closed");
    }
    pieces.add(text.substring(start, to).strip());
    pieces.removeIf(String::isEmpty);
    return pieces;
  }

  private static DirectiveArgument argument(String piece, int nesting) {
    if (NESTED.matcher(piece).matches()) {
      return parse(piece, nesting + 1);
    }
    if (piece.equals("true") || piece.equals("false")) {
      return new DirectiveArgument.Literal(piece.equals("true"));
    }
    Number number = YamlScalars.numberOf(piece);
    if (number != null) {
      return new DirectiveArgument.Literal(number);
    }
    return new DirectiveArgument.Literal(isQuoted(piece) ? unquoted(piece) : piece);
  }

  private static boolean isQuoted(String piece) {
    char first = piece.charAt(0);
    return piece.length() > 1
        && (first == '\'' || first == '"')
        && piece.charAt(piece.length() - 1) == first;
  }

  private static String unquoted(String piece) {
    return piece.substring(1, piece.length() - 1);
  }

  private static DirectiveFailure malformed(String text, String why) {
    return new DirectiveFailure(
        ConfigCode.DIRECTIVE_MALFORMED
            .error(
                "`%s` starts like a directive, but %s.".formatted(BindingReport.shown(text), why))
            .hint("A directive is `$Name(arguments)` with an optional `.path` and nothing else."));
  }
}

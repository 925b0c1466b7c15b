package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.http.FormParameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param next what asks for the following part, null at the end
 */
record Page<T>(List<T> items, @Nullable String next) {
  private static final int SIZE = 100;

  /**
   * The part that a call asks for. The token names the last item that was given, so that items
   * which come in at the front meanwhile are not given twice.
   *
   * @param key what tells an item from all others
   */
  static <T> Page<T> of(FormParameters form, List<T> all, Function<T, String> key) {
    String token = form.text("NextToken");
    int from = token == null || token.isEmpty() ? 0 : after(all, key, decoded(token));
    int to = Math.min(all.size(), from + SIZE);
    String next = to < all.size() ? encoded(key.apply(all.get(to - 1))) : null;
    return new Page<>(all.subList(from, to), next);
  }

  private static <T> int after(List<T> all, Function<T, String> key, String last) {
    for (int i = 0; i < all.size(); i++) {
      if (key.apply(all.get(i)).equals(last)) {
        return i + 1;
      }
    }
    throw TemplateErrors.invalid("Invalid NextToken");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw TemplateErrors.invalid("Invalid NextToken");
    }
  }
}

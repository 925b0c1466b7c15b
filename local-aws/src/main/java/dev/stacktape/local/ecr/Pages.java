package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Long lists, a page at a time; the token is the position of the next page. */
final class Pages {
  private Pages() {}

  static Document page(String name, List<?> all, Document input) {
    int from = position(input.text("nextToken", "0"));
    int to = Math.min(all.size(), from + input.number("maxResults", 100));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(name, all.subList(Math.min(from, to), to));
    if (to < all.size()) {
      answer.put("nextToken", Integer.toString(to));
    }
    return new Document(answer);
  }

  private static int position(String token) {
    try {
      return Integer.parseInt(token);
    } catch (NumberFormatException e) {
      throw new AwsError(400, "InvalidParameterException", "Invalid parameter at 'nextToken'");
    }
  }
}

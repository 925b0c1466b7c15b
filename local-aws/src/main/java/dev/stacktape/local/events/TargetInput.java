package dev.stacktape.local.events;

import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a target gets of an event: all of it, a part, a constant, or a template filled from it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">
 *     Input transformation</a>
 */
final class TargetInput {
  private static final Pattern PLACEHOLDER = Pattern.compile("(\"?)<([^<>]+)>(\"?)");

  private TargetInput() {}

  static byte[] of(Document target, Document event) {
    String constant = target.text("Input");
    if (constant != null) {
      return constant.getBytes(StandardCharsets.UTF_8);
    }
    String path = target.text("InputPath");
    if (path != null) {
      return Document.json(at(event, path)).getBytes(StandardCharsets.UTF_8);
    }
    Document transformer = target.at("InputTransformer");
    return transformer.has("InputTemplate")
        ? transformed(transformer, event).getBytes(StandardCharsets.UTF_8)
        : event.bytes();
  }

  /** A placeholder in quotes becomes text, one without becomes JSON. */
  private static String transformed(Document transformer, Document event) {
    Map<String, String> paths = transformer.textMap("InputPathsMap");
    Matcher matcher = PLACEHOLDER.matcher(transformer.required("InputTemplate"));
    return matcher.replaceAll(
        match -> {
          String path = paths.get(match.group(2));
          Object value = path == null ? null : at(event, path);
          boolean quoted = !match.group(1).isEmpty() && !match.group(3).isEmpty();
          String json = Document.json(quoted && value != null ? String.valueOf(value) : value);
          String around = quoted ? json : match.group(1) + json + match.group(3);
          return Matcher.quoteReplacement(around);
        });
  }

  /** A path such as {@code $.detail.items[0]}. */
  private static @Nullable Object at(Document event, String path) {
    Object value = event.values();
    for (String step : path.replace("$", "").split("[.\\[]", -1)) {
      if (step.isEmpty()) {
        continue;
      }
      if (value instanceof Map<?, ?> map) {
        value = map.get(step);
      } else if (value instanceof List<?> list && step.matches("\\d{1,6}\\]")) {
        int index = Integer.parseInt(step.substring(0, step.length() - 1));
        value = index < list.size() ? list.get(index) : null;
      } else {
        return null;
      }
    }
    return value;
  }
}

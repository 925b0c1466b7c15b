package dev.stacktape.resource.packaging;

import dev.stacktape.config.Node;
import dev.stacktape.resource.Inspection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options of another language than the entry file's, which would be overlooked in silence. */
public final class LanguageOptions {
  private LanguageOptions() {}

  /**
   * Reports what means nothing to the language.
   *
   * @param path of {@code languageSpecificConfig} below {@code properties:}
   */
  public static void check(Inspection<?> inspection, Language language, Object... path) {
    if (node(inspection, path) instanceof Node.Mapping options) {
      for (String key : options.entries().keySet()) {
        List<Object> place = new ArrayList<>(Arrays.asList(path));
        place.add(key);
        inspection.withoutEffect(
            !language.options().contains(key),
            "the code is in " + language.title(),
            place.toArray());
      }
    }
  }

  private static @Nullable Node node(Inspection<?> inspection, Object... path) {
    @Nullable Node node = inspection.resource().definition().node();
    for (Object key : path) {
      if (node instanceof Node.Mapping map && key instanceof String name) {
        node = map.get(name);
      } else if (node instanceof Node.Sequence list
          && key instanceof Integer index
          && index < list.items().size()) {
        node = list.items().get(index);
      } else {
        return null;
      }
    }
    return node;
  }
}

package dev.stacktape.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that a config names, and what is wanted of it: {@code dir/file.ts:exportName}.
 *
 * @param path of the file, as written
 * @param language its extension in lower case, such as {@code ts} or {@code py}
 * @param export what comes behind the colon; null when nothing does
 */
record ProgramFile(String path, String language, @Nullable String export) {
  private static final Pattern TEXT =
      Pattern.compile("(.+\\.([cm]?[jt]s|py))(?::([\\w$]+))?", Pattern.CASE_INSENSITIVE);

  /** Null when the text names no program. */
  static @Nullable ProgramFile of(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? new ProgramFile(
            matcher.group(1), matcher.group(2).toLowerCase(Locale.ROOT), matcher.group(3))
        : null;
  }

  boolean isPython() {
    return language.equals("py");
  }
}

package dev.stacktape.resource.function;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Kotlin source file, as far as its text tells which class is compiled out of it. Folders do not:
 * they may leave out what all packages have in common.
 *
 * @param name without its extension
 * @see <a
 *     href="https://kotlinlang.org/docs/java-to-kotlin-interop.html#package-level-functions">how
 *     Kotlin names the class of functions outside of classes</a>
 */
record KotlinFile(String name, String text) {
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.`\\p{L}]+)", Pattern.MULTILINE);
  private static final Pattern FACADE_NAME =
      Pattern.compile("@file\\s*:\\s*JvmName\\s*\\(\\s*(?:name\\s*=\\s*)?\"(\\w+)\"");

  /** The class that has {@code method}, or that is a handler itself when there is no method. */
  String className(@Nullable String method) {
    Matcher packageLine = PACKAGE.matcher(text);
    String before = packageLine.find() ? packageLine.group(1).replace("`", "") + "." : "";
    return before + (isOutsideOfClasses(method) ? facade() : name);
  }

  private boolean isOutsideOfClasses(@Nullable String method) {
    if (!has("^\\s*([\\w@()\"]+\\s+)*(class|object|interface)\\s+" + Pattern.quote(name) + "\\b")) {
      return true;
    }
    return method != null
        && has("^(?:[\\w@]+\\s+)*fun\\s+(<[^>]*>\\s*)?`?" + Pattern.quote(method) + "`?\\s*\\(");
  }

  private boolean has(String regex) {
    return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).find();
  }

  private String facade() {
    Matcher named = FACADE_NAME.matcher(text);
    return named.find()
        ? named.group(1)
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Kt";
  }
}

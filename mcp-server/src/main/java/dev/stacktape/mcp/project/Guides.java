package dev.stacktape.mcp.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages of the documentation that are about more than one property: directives, goals,
 * packaging, what problems mean. They come with the jar, and are read when first asked for.
 */
final class Guides {
  private static final List<String> PAGES =
      List.of(
          "getting-started",
          "configuration",
          "typescript",
          "validating",
          "packaging",
          "deploying",
          "operating",
          "scripts-and-hooks",
          "containers",
          "networks-and-databases",
          "websites",
          "local-aws",
          "agents");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,3} (.+)$");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern PROBLEM =
      Pattern.compile("(?m)^\\| <a [^>]*></a>`([A-Z0-9_]+)` \\| (\\w+) \\| (.+?) \\| [^|]+ \\|$");

  /** A row of the tables of directives: one or more of them, and what they give. */
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?m)^\\| (`\\$[A-Z].*) \\| ([^|]+) \\|$");

  private static final Pattern NAME = Pattern.compile("\\$([A-Z]\\w+)");

  private volatile Map<String, String> sections = Map.of();
  private volatile Map<String, String> problems = Map.of();

  /** The text of each section, by page and heading, such as {@code deploying: Hot-swap}. */
  Map<String, String> sections() {
    if (sections.isEmpty()) {
      Map<String, String> read = new LinkedHashMap<>();
      PAGES.forEach(page -> split(page, read(page), read));
      sections = read;
    }
    return sections;
  }

  /** The section of this name, whatever its case; of a page alone, the first one. */
  Optional<String> named(String name) {
    String wanted = name.strip();
    return sections().keySet().stream()
        .filter(
            section ->
                section.equalsIgnoreCase(wanted)
                    || section.startsWith(wanted.replaceFirst("\\.md$", "") + ": "))
        .findFirst();
  }

  /** What each code of a problem means, with its severity. */
  Map<String, String> problems() {
    if (problems.isEmpty()) {
      Map<String, String> read = new LinkedHashMap<>();
      Matcher row = PROBLEM.matcher(read("problems"));
      while (row.find()) {
        read.put(row.group(1), row.group(2) + ": " + row.group(3));
      }
      problems = read;
    }
    return problems;
  }

  /** How each directive is written and what it gives, by its name without the dollar sign. */
  Map<String, String> directives() {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher row = DIRECTIVE.matcher(String.valueOf(sections().get("configuration: Directives")));
    while (row.find()) {
      Matcher name = NAME.matcher(row.group(1));
      while (name.find()) {
        found.putIfAbsent(name.group(1), row.group(1) + ": " + row.group(2).strip());
      }
    }
    return found;
  }

  private static void split(String page, String text, Map<String, String> into) {
    List<Integer> starts = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    // A comment in an example looks like a heading.
    Matcher heading = HEADING.matcher(FENCE.matcher(text).replaceAll(Guides::blanked));
    while (heading.find()) {
      starts.add(heading.start());
      titles.add(heading.group(1).strip());
    }
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
      into.put(page + ": " + titles.get(i), text.substring(starts.get(i), end).strip());
    }
  }

  private static String blanked(java.util.regex.MatchResult block) {
    return " ".repeat(block.group().length());
  }

  private static String read(String page) {
    try (InputStream text = Guides.class.getResourceAsStream("guides/" + page + ".md")) {
      if (text == null) {
        throw new IllegalStateException("The guide " + page + " is not in the jar");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

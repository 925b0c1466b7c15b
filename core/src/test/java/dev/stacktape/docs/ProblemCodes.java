package dev.stacktape.docs;

import dev.stacktape.docs.Sources.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The constants of all enums of problem codes, sorted by code and package. */
record ProblemCodes(List<Code> all) {
  private static final Pattern CONSTANT =
      Pattern.compile(
          "^  ([A-Z][A-Z0-9_]+)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)\\)",
          Pattern.MULTILINE);
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * One code of one package; two packages may report the same.
   *
   * @param home the module and package
   * @param severity {@code error}, {@code warning} or both
   * @param uses how often the code mentions it outside of its enum's list
   */
  record Code(String name, String meaning, String home, String severity, long uses) {}

  static ProblemCodes in(Sources sources) {
    return new ProblemCodes(
        sources.matching("enum \\w+ implements ProblemCode").stream()
            .flatMap(file -> constants(file, sources))
            .sorted(Comparator.comparing(Code::name).thenComparing(Code::home))
            .toList());
  }

  private static Stream<Code> constants(Source file, Sources sources) {
    String type = file.path().getFileName().toString().replace(".java", "");
    List<String> users =
        sources.files().stream().filter(user -> uses(user, type)).map(ProblemCodes::code).toList();
    return CONSTANT.matcher(file.text()).results().map(found -> code(found, file, users));
  }

  private static Code code(MatchResult found, Source file, List<String> users) {
    String name = found.group(1);
    List<String> mentioning = users.stream().filter(user -> user.contains(name)).toList();
    long uses = mentioning.stream().mapToLong(user -> count(user, name)).sum() - 1;
    return new Code(name, meaning(found.group(2)), home(file), severity(mentioning, name), uses);
  }

  /** The enum's own file, and those that name it, be it in a static import. */
  private static boolean uses(Source file, String type) {
    return file.text().contains(type)
        && Pattern.compile("\\b" + type + "\\b").matcher(file.text()).find();
  }

  /** Without imports and Javadoc. */
  private static String code(Source file) {
    return file.text().replaceAll("(?m)^import .*$|(?s)/\\*\\*.*?\\*/", "");
  }

  private static long count(String code, String name) {
    return Pattern.compile("\\b" + name + "\\b").matcher(code).results().count();
  }

  /** What a code is made into where it is used; one that is passed on is an error. */
  private static String severity(List<String> users, String name) {
    Pattern made = Pattern.compile("\\b" + name + "\\s*\\.\\s*(error|warning)\\(");
    Set<String> severities = new TreeSet<>();
    for (String user : users) {
      Matcher matcher = made.matcher(user);
      while (matcher.find()) {
        severities.add(matcher.group(1));
      }
    }
    return severities.isEmpty() ? "error" : String.join(" or ", severities);
  }

  private static String meaning(String literals) {
    StringBuilder text = new StringBuilder();
    LITERAL.matcher(literals).results().forEach(literal -> text.append(literal.group(1)));
    return text.toString().replace("\\\"", "\"");
  }

  private static String home(Source file) {
    return file.module() + (file.family().isEmpty() ? "" : " `" + file.family() + "`");
  }
}

package dev.stacktape.config;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2, of which JSON is a part, into nodes that know where they were written.
 *
 * <p>Beyond the core schema it knows merge keys ({@code <<}) and CloudFormation's short forms.
 * Whatever the text is, the outcome is nodes or problems; nothing is thrown, and time and memory
 * stay bounded.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/">YAML 1.2.2</a>
 */
public final class ConfigReader {
  /** The largest text that is read, in bytes and in characters. */
  public static final int MAX_SIZE = 1_000_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ConfigReader() {}

  /**
   * The root of a config, or null with the reason among the problems. Problems may have been added
   * even when there is a root, such as for a key that is there twice.
   */
  public static Node.@Nullable Mapping read(ConfigSource source, Problems problems) {
    Node root = readDocument(source.name(), source.text(), problems);
    if (root == null || root instanceof Node.Mapping) {
      return (Node.Mapping) root;
    }
    if (root instanceof Node.Scalar scalar && scalar.value() == null) {
      problems.add(SyntaxProblems.empty(source.name()));
    } else {
      problems.add(SyntaxProblems.notAMap(root.kind(), root.location()));
    }
    return null;
  }

  /** Any one document: a map, a list or a single value; null with a problem when unreadable. */
  static @Nullable Node readDocument(String name, String text, Problems problems) {
    if (text.length() > MAX_SIZE) {
      problems.add(SyntaxProblems.tooLarge(name, MAX_SIZE));
      return null;
    }
    SourceText source = new SourceText(name, withoutByteOrderMark(text));
    int unprintable = firstUnprintable(source.text());
    if (unprintable >= 0) {
      problems.add(
          SyntaxProblems.unprintable(
              source.text().codePointAt(unprintable), source.atIndex(unprintable)));
      return null;
    }
    Optional<Problem> notJson =
        StrictJson.isMeant(name) ? StrictJson.check(source) : Optional.empty();
    try {
      Node document = document(source, name, problems);
      notJson.ifPresent(problems::add);
      return document;
    } catch (UnreadableException e) {
      problems.add(e.problem());
    } catch (MarkedYamlEngineException e) {
      Problem advice = SyntaxAdvice.of(e, source);
      problems.add(notJson.filter(problem -> isAbove(problem, advice)).orElse(advice));
    } catch (YamlEngineException e) {
      problems.add(SyntaxAdvice.of(e, source));
    }
    return null;
  }

  /** YAML goes on reading where JSON has ended already. */
  private static boolean isAbove(Problem one, Problem other) {
    return one.location() != null
        && other.location() != null
        && one.location().line() < other.location().line();
  }

  private static @Nullable Node document(SourceText source, String name, Problems problems) {
    String text = withoutJsonTabs(source.text());
    Iterator<Event> events = new Parse(settings(text)).parseString(text).iterator();
    events.next(); // the start of the stream
    if (!(events.next() instanceof DocumentStartEvent)) {
      problems.add(SyntaxProblems.empty(name));
      return null;
    }
    Node root = new YamlComposer(source, events, problems).compose(events.next());
    events.next(); // the end of the document
    Event after = events.next();
    if (after instanceof DocumentStartEvent) {
      problems.add(
          SyntaxProblems.severalDocuments(
              after.getStartMark().map(source::at).orElseGet(source::start)));
    }
    return root;
  }

  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setCodePointLimit(Integer.MAX_VALUE)
        // In one piece: the parser fails where a piece ends within a character of two halves.
        .setBufferSize(text.length() + 1)
        .build();
  }

  private static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /**
   * JSON may be indented with tabs, which the parser refuses even where YAML allows them. Outside
   * of its texts a blank means the same, and places stay what they are.
   */
  private static String withoutJsonTabs(String text) {
    if (text.indexOf('\t') < 0 || !text.stripLeading().startsWith("{")) {
      return text;
    }
    StringBuilder json = new StringBuilder(text);
    boolean quoted = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\t' && !quoted) {
        json.setCharAt(i, ' ');
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      }
    }
    return json.toString();
  }

  /** The index of the first character outside of YAML's printable ones, or -1. */
  private static int firstUnprintable(String text) {
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (!isPrintable(codePoint)) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }

  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || c == 0x85
        || (c >= 0xA0 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}

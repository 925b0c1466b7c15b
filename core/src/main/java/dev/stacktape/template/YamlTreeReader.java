package dev.stacktape.template;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.StacktapeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the YAML of CloudFormation into plain maps and lists: YAML 1.1 with the short forms of
 * intrinsic functions, without aliases and merge keys.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html">Template
 *     format</a>
 */
final class YamlTreeReader {
  private static final int DEEPEST = 200;

  private final String source;

  YamlTreeReader(String source) {
    this.source = source;
  }

  @Nullable Object read(String text) {
    // In one piece: the parser fails where a piece ends within a character of two halves.
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setBufferSize(text.length() + 1).build();
    try {
      return document(new Parse(settings).parseString(text).iterator());
    } catch (MarkedYamlEngineException e) {
      throw unreadable("The template is not valid YAML: " + e.getProblem(), e.getProblemMark());
    } catch (YamlEngineException e) {
      throw unreadable("The template is not valid YAML: " + e.getMessage(), Optional.empty());
    }
  }

  private @Nullable Object document(Iterator<Event> events) {
    Object value = null;
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        value = node(node, events, 0);
      } else if (event.getEventId() == Event.ID.DocumentStart && ++documents > 1) {
        throw unreadable("The text holds more than one YAML document", event.getStartMark());
      }
    }
    return value;
  }

  private @Nullable Object node(NodeEvent event, Iterator<Event> events, int depth) {
    if (depth > DEEPEST) {
      throw unreadable(
          "The template is nested more than %d levels deep".formatted(DEEPEST),
          event.getStartMark());
    }
    if (event instanceof AliasEvent) {
      throw unreadable("CloudFormation does not take YAML aliases", event.getStartMark());
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar);
    }
    if (event instanceof SequenceStartEvent start) {
      return tagged(start.getTag(), sequence(events, depth), start);
    }
    if (event instanceof MappingStartEvent start) {
      return tagged(start.getTag(), mapping(events, depth), start);
    }
    throw new IllegalStateException("Unknown YAML event " + event);
  }

  private List<@Nullable Object> sequence(Iterator<Event> events, int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Event next = events.next(); next instanceof NodeEvent item; next = events.next()) {
      list.add(node(item, events, depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> mapping(Iterator<Event> events, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Event next = events.next(); next instanceof NodeEvent item; next = events.next()) {
      String key = key(item);
      if (map.containsKey(key)) {
        throw unreadable("The key '%s' is there twice".formatted(key), item.getStartMark());
      }
      map.put(key, node((NodeEvent) events.next(), events, depth + 1));
    }
    return map;
  }

  private String key(NodeEvent event) {
    if (!(event instanceof ScalarEvent scalar)) {
      throw unreadable("A key has to be a text", event.getStartMark());
    }
    if (scalar.getValue().equals("<<") && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
      throw unreadable("CloudFormation does not take YAML merge keys", event.getStartMark());
    }
    return scalar.getValue();
  }

  private @Nullable Object scalar(ScalarEvent event) {
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    Optional<String> tag = event.getTag().filter(name -> !name.equals("!"));
    if (tag.isEmpty() && plain && event.getTag().isEmpty()) {
      return YamlScalars.resolve(event.getValue());
    }
    return tagged(tag, event.getValue(), event);
  }

  private @Nullable Object tagged(Optional<String> tag, Object value, NodeEvent event) {
    if (tag.isEmpty()) {
      return value;
    }
    String name = tag.get();
    if (name.startsWith(YamlScalars.STANDARD_TAG)) {
      return value instanceof String text ? YamlScalars.resolveAs(name, text) : value;
    }
    String function = name.substring(1);
    if (!ShortForms.isKnown(function)) {
      throw unreadable(
          "'%s' is no function of CloudFormation".formatted(name),
          event.getStartMark(),
          ShortForms.meant(function).map(word -> "Did you mean '!" + word + "'?").orElse(null));
    }
    return ShortForms.expand(function, value);
  }

  private StacktapeException unreadable(String message, Optional<Mark> mark) {
    return unreadable(message, mark, null);
  }

  private StacktapeException unreadable(
      String message, Optional<Mark> mark, @Nullable String hint) {
    Location place =
        mark.map(at -> new Location(source, at.getLine() + 1, at.getColumn() + 1, null))
            .orElse(Location.of(source));
    return new StacktapeException(
        TemplateCode.TEMPLATE_UNREADABLE.error(message + ".").at(place).hint(hint));
  }
}

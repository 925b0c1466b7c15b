package dev.stacktape.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.program.Program;
import dev.stacktape.program.ProgramCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a program gave, as nodes. Where they were made is known for the objects of the
 * module {@code stacktape}; everything in them is looked for in the text behind that place, and
 * what is not found there stands where the object does.
 */
final class ProgramResult {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Location whole;
  private final Program program;
  private final Map<List<String>, Location> places = new HashMap<>();
  private final Map<List<String>, Written> written = new HashMap<>();
  private final Map<Path, Written.Text> texts = new HashMap<>();
  private int count;

  /** An object or a list where it is written out. */
  private record Written(SourceText text, Literal literal) {

    /** A file with what finds objects in it. */
    record Text(SourceText source, LiteralReader reader) {}

    @Nullable Location placeOf(String step) {
      Literal.Item item = literal.get(step);
      return item == null ? null : text.atIndex(item.index());
    }

    @Nullable Written inside(String step) {
      Literal.Item item = literal.get(step);
      return item == null || item.inside() == null ? null : new Written(text, item.inside());
    }
  }

  ProgramResult(ConfigSource source, Program program) {
    this.whole = Location.of(source.name());
    this.program = program;
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The runtime gives JSON", e);
    }
  }

  /** The nodes of a result with {@code value} and {@code places}. */
  Node nodes(JsonNode result) {
    Written.Text main = text(new Program.Place(program.entry(), whole));
    note(List.of(), main, root(main.reader(), result.path("value")));
    for (JsonNode made : result.path("places")) {
      List<String> path = steps(made.path(0));
      note(path, program.place(made.path(1).asText()), made.path(2).asText());
    }
    return node(result.path("value"), new ArrayList<>(), whole, null);
  }

  /** The whole as it is written out, found by the key that it has in any case, or by another. */
  private static @Nullable Literal root(LiteralReader reader, JsonNode value) {
    Literal found = reader.withKey("resources");
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (found == null) {
        found = reader.withKey(entry.getKey());
      }
    }
    return found;
  }

  /** What in a result is no value of a config, each at its place. To be asked after its nodes. */
  List<Problem> failures(JsonNode result) {
    Problems problems = new Problems();
    for (JsonNode failure : result.path("failures")) {
      List<String> path = steps(failure.path("path"));
      problems.add(
          ProgramCode.PROGRAM_RESULT
              .error(failure.path("message").asText())
              .at(nearest(path))
              .hint(failure.path("hint").isNull() ? null : failure.path("hint").asText()));
    }
    return problems.sorted();
  }

  /** The place of what stands at a path, found from the longest part of it that is known. */
  private Location nearest(List<String> path) {
    for (int known = path.size(); known > 0; known--) {
      List<String> start = path.subList(0, known);
      if (written.containsKey(start) || places.containsKey(start)) {
        return place(start, path.subList(known, path.size()).toArray(String[]::new));
      }
    }
    Location found = place(List.of(), path.toArray(String[]::new));
    return found.line() == 0 ? program.exported() : found;
  }

  private static List<String> steps(JsonNode path) {
    List<String> steps = new ArrayList<>();
    path.forEach(step -> steps.add(step.asText()));
    return steps;
  }

  /** An object of the module, made by a call that stands at or around a place. */
  private void note(List<String> path, Program.Place place, String className) {
    Written.Text text = text(place);
    int near = text.source().indexOf(place.location().line(), place.location().column());
    int start = text.reader().startOf(className, near);
    places.put(path, start == near ? place.location() : text.source().atIndex(start));
    Literal argument = text.reader().argumentOf(className, near);
    note(with(path, "properties"), text, argument);
    Literal.Item overrides = argument == null ? null : argument.get("overrides");
    note(with(path, "overrides"), text, overrides == null ? null : overrides.inside());
  }

  private void note(List<String> path, Written.Text text, @Nullable Literal literal) {
    if (literal != null) {
      written.put(path, new Written(text.source(), literal));
    }
  }

  private Written.Text text(Program.Place place) {
    return texts.computeIfAbsent(
        place.file(),
        file -> {
          String text = "";
          try {
            text = TextFile.read(file);
          } catch (TextFile.Unusable e) {
            // Only places are looked for in it.
          }
          return new Written.Text(
              new SourceText(place.location().source(), text), new LiteralReader(text));
        });
  }

  private static List<String> with(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** The place of what is written out at a path below what stands at another; or of that. */
  Location place(List<String> path, String... steps) {
    Location place = places.getOrDefault(path.subList(0, Math.min(2, path.size())), whole);
    Written here = written.get(path);
    for (String step : steps) {
      Location found = here == null ? null : here.placeOf(step);
      place = found == null ? place : found;
      here = here == null ? null : here.inside(step);
    }
    return place;
  }

  /** The nodes of a value that stands where a directive does. */
  static Node nodes(JsonNode value, Location place) {
    return node(value, place);
  }

  private Node node(
      JsonNode value, List<String> path, Location around, @Nullable Written inherited) {
    Location place = places.getOrDefault(path, around);
    Written here = written.getOrDefault(path, inherited);
    if (++count > YamlComposer.MAX_NODES) {
      throw new StacktapeException(SyntaxProblems.tooManyValues(YamlComposer.MAX_NODES, place));
    }
    if (path.size() > YamlComposer.MAX_DEPTH) {
      throw new StacktapeException(SyntaxProblems.tooDeep(YamlComposer.MAX_DEPTH, place));
    }
    if (value.isObject()) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        Node.Entry inner = entry(entry.getValue(), path, entry.getKey(), place, here, null);
        entries.put(entry.getKey(), inner);
      }
      return new Node.Mapping(entries, place);
    }
    if (value.isArray()) {
      List<Node> items = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        String name = value.get(i).path("name").asText();
        items.add(entry(value.get(i), path, String.valueOf(i), place, here, name).value());
      }
      return new Node.Sequence(items, place);
    }
    return new Node.Scalar(scalar(value), place);
  }

  /**
   * @param name under which an item of a list stands where the program has an object instead
   */
  private Node.Entry entry(
      JsonNode value,
      List<String> path,
      String step,
      Location place,
      @Nullable Written here,
      @Nullable String name) {
    boolean objectForList = name != null && here != null && here.literal() instanceof Literal.Keys;
    String key = objectForList ? String.valueOf(name) : step;
    path.add(step);
    Location found = here == null ? null : here.placeOf(key);
    Location at = places.getOrDefault(path, found == null ? place : found);
    Node.Entry entry =
        new Node.Entry(at, node(value, path, at, here == null ? null : here.inside(key)));
    path.remove(path.size() - 1);
    return entry;
  }

  private static Node node(JsonNode value, Location place) {
    if (value.isObject()) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      value
          .properties()
          .forEach(
              entry ->
                  entries.put(
                      entry.getKey(), new Node.Entry(place, node(entry.getValue(), place))));
      return new Node.Mapping(entries, place);
    }
    if (value.isArray()) {
      List<Node> items = new ArrayList<>();
      value.forEach(item -> items.add(node(item, place)));
      return new Node.Sequence(items, place);
    }
    return new Node.Scalar(scalar(value), place);
  }

  private static @Nullable Object scalar(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? (Object) value.longValue() : value.bigIntegerValue();
    }
    return value.isNumber() ? (Object) value.doubleValue() : value.asText();
  }
}

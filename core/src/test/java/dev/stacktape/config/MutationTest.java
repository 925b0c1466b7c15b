package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.stack.StackModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Good configs of every type in which one value is taken away, doubled or replaced by another kind
 * of value: the outcome is a config, or problems that say where.
 */
@NullMarked
class MutationTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "111122223333");

  /** What a value can be replaced by. */
  private static final List<@Nullable Object> OTHERS = others();

  private static List<@Nullable Object> others() {
    List<@Nullable Object> others = new ArrayList<>();
    others.add(null);
    others.addAll(
        List.of(
            "",
            "text",
            "true",
            "-1",
            -1L,
            0L,
            Long.MAX_VALUE,
            0.5,
            1e300,
            true,
            List.of(),
            List.of("a", 1L),
            Map.of(),
            Map.of("type", "function"),
            "$Stage()",
            "$Secret('a')",
            "$ResourceParam('thing', 'arn')",
            "$This()",
            "arn:aws:sqs:eu-west-1:111122223333:x",
            "\u0000"));
    return others;
  }

  @Provide
  Arbitrary<Path> configs() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("types", "synth")) {
      try (Stream<Path> files = Files.walk(Path.of("src/test/resources").resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".yml")).sorted().forEach(all::add);
      }
    }
    return Arbitraries.of(all);
  }

  @Property(tries = 400)
  void aChangedValueIsToldAtItsPlaceOrIsFine(
      @ForAll("configs") Path file,
      @ForAll @IntRange(min = 0, max = 400) int position,
      @ForAll @IntRange(min = 0, max = 21) int change) {
    Node.Mapping root = read(file);
    Mutation mutation = new Mutation(position, change);
    Object changed = mutation.of(root.toPlain());
    String json = Json.write(changed);
    Problems problems = new Problems();
    ConfigSource source = new ConfigSource("c.json", file.toAbsolutePath().getParent(), json);
    Config config =
        ConfigLoader.loadWhatIsThere(
            source,
            LoadContext.of("shop", "dev", "eu-west-1"),
            ResourceCatalog.records(),
            problems);
    if (config != null) {
      StackModel.of(config, TARGET, List.of(), problems);
    }
    assertThat(config != null || problems.hasErrors()).isTrue();
    assertThat(problems.sorted())
        .allSatisfy(problem -> assertThat(problem.location()).as(problem.toString()).isNotNull());
  }

  private static Node.Mapping read(Path file) {
    try {
      Node.Mapping root =
          ConfigReader.read(
              new ConfigSource("c.yml", file.getParent(), Files.readString(file)), new Problems());
      return root == null ? new Node.Mapping(Map.of(), Location.of("c.yml")) : root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the value at a position, counted in the order of the document. */
  private static final class Mutation {
    private final int change;
    private int left;

    Mutation(int position, int change) {
      this.left = position;
      this.change = change;
    }

    @Nullable Object of(@Nullable Object value) {
      if (left-- == 0) {
        return change >= OTHERS.size() ? List.of(String.valueOf(value), "x") : OTHERS.get(change);
      }
      if (value instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          boolean gone = left == 0 && change == 0;
          if (gone) {
            left--;
          } else {
            copy.put(String.valueOf(entry.getKey()), of(entry.getValue()));
          }
        }
        return copy;
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object item : list) {
          boolean twice = left == 0 && change == 1;
          copy.add(of(item));
          if (twice) {
            copy.add(item);
          }
        }
        return copy;
      }
      return value;
    }
  }

  /** Plain values as JSON. */
  private static final class Json {
    private Json() {}

    static String write(@Nullable Object value) {
      if (value instanceof Map<?, ?> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, item) -> entries.add(write(String.valueOf(key)) + ": " + write(item)));
        return "{" + String.join(", ", entries) + "}";
      }
      if (value instanceof List<?> list) {
        return "[" + String.join(", ", list.stream().map(Json::write).toList()) + "]";
      }
      if (value instanceof String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
            .forEach(
                c ->
                    quoted.append(
                        c < ' ' || c == '"' || c == '\\' || c > '~'
                            ? "\\u%04x".formatted(c)
                            : String.valueOf((char) c)));
        return quoted.append('"').toString();
      }
      return String.valueOf(value);
    }
  }
}

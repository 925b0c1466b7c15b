package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class LiteralReaderTest {

  @Test
  void findsKeysInTheArgumentOfACall() {
    String text =
        """
        const other = new Queue({ size: 1 });
        const queue = new s.Queue('name', {
          // size: 2
          size: 3, "quoted-key": `a ${'}'} text`, /* gone: 4 */
          nested: { list: [1, { deep: fn(a, { no: 1 }) }, ...rest, 5] },
          method() { return { hidden: 1 }; },
          [computed]: 6,
          last
        } as any);
        """;
    Literal argument =
        Objects.requireNonNull(new LiteralReader(text).argumentOf("Queue", text.indexOf("nested")));
    assertThat(textAt(text, argument, "size")).startsWith("size: 3");
    assertThat(textAt(text, argument, "quoted-key")).startsWith("\"quoted-key\"");
    assertThat(textAt(text, argument, "nested", "list", "1", "deep")).startsWith("deep: fn");
    assertThat(textAt(text, argument, "last")).startsWith("last\n");
    assertThat(argument.get("hidden")).isNull();
    assertThat(argument.get("computed")).isNull();
    assertThat(argument.get("gone")).isNull();
  }

  @Test
  void findsTheObjectThatHasAKey() {
    String text = "export default { a: 1, resources: { api: {} } } satisfies Config; f({ b: 2 })";
    Literal root = Objects.requireNonNull(new LiteralReader(text).withKey("resources"));
    assertThat(textAt(text, root, "resources", "api")).startsWith("api: {}");
  }

  private static String textAt(String text, Literal from, String... path) {
    Literal literal = from;
    int index = -1;
    for (String step : path) {
      Literal.Item item = Objects.requireNonNull(Objects.requireNonNull(literal).get(step));
      index = item.index();
      literal = item.inside();
    }
    return text.substring(index);
  }

  @Property
  void endsOnAnyText(
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 200) String noise) {
    LiteralReader reader = new LiteralReader("new Queue({" + noise);
    assertThat(reader.startOf("Queue", 5)).isZero();
    var unused = reader.argumentOf("Queue", 5);
    var unusedToo = reader.withKey("resources");
  }
}

package dev.stacktape.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTest {
  @Test
  void whatFitsStaysAsItIs() {
    Map<String, Object> content = Map.of("a", List.of("x", 1), "b", Map.of("c", true));

    assertThat(Room.fitted(content)).isSameAs(content);
  }

  @Test
  void whatDoesNotFitLosesItemsAndNoKeyThatASchemaAsksFor() {
    List<String> many = IntStream.range(0, 5_000).mapToObj(i -> "module-" + i).toList();
    Map<String, Object> outputs =
        new TreeMap<>(
            many.stream().collect(Collectors.toMap(name -> name, name -> "x".repeat(1_000))));
    Map<?, ?> fitted =
        (Map<?, ?>)
            Room.fitted(
                Map.of(
                    "modules",
                    many,
                    "problems",
                    List.of(Map.of("code", "A", "message", "m".repeat(50_000))),
                    "outputs",
                    outputs,
                    "valid",
                    false));

    assertThat(Room.size(fitted)).isLessThanOrEqualTo(Room.MOST);
    assertThat(fitted.keySet().stream().map(String::valueOf))
        .containsExactlyInAnyOrder("modules", "problems", "outputs", "valid");
    assertThat((List<?>) fitted.get("modules")).isNotEmpty();
    assertThat((Map<?, ?>) ((List<?>) fitted.get("problems")).get(0)).hasSize(2);
    assertThat(fitted.get("valid")).isEqualTo(false);
  }
}

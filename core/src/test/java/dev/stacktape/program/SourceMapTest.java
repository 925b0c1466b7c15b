package dev.stacktape.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceMapTest {
  private final SourceMap map =
      SourceMap.parse(
          """
          {"version": 3, "sources": ["a.ts", "b.ts"], "mappings": ";AAAA,IAAI;AACJ;ACAA,IAAM,EADN"}
          """);

  @Test
  void leadsToTheSegmentAtOrBefore() {
    assertThat(map.original(2, 1)).contains(new SourceMap.Place("a.ts", 1, 1));
    assertThat(map.original(2, 9)).contains(new SourceMap.Place("a.ts", 1, 5));
    assertThat(map.original(4, 1)).contains(new SourceMap.Place("b.ts", 2, 1));
  }

  @Test
  void knowsNothingOfWhatTheBundlerAdded() {
    assertThat(map.original(1, 1)).isEmpty();
    assertThat(map.original(99, 1)).isEmpty();
  }
}

package dev.stacktape.resource.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargateSizeTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "QUARTER, 3, 512, 2048",
    "HALF, 4, 1024, 4096",
    "ONE, 7, 2048, 8192",
    "TWO, 13, 4096, 16384",
    "FOUR, 23, 8192, 30720",
    "EIGHT, 12, 16384, 61440",
    "SIXTEEN, 12, 32768, 122880"
  })
  void eachNumberOfProcessorsGoesWithSomeAmountsOfMemory(
      Cpu cpu, int choices, int least, int most) {
    assertThat(FargateSize.memory(cpu))
        .hasSize(choices)
        .isSorted()
        .startsWith(least)
        .endsWith(most);
  }
}

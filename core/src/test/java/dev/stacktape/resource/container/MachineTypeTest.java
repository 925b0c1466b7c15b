package dev.stacktape.resource.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTypeTest {

  @ParameterizedTest
  @CsvSource({
    "t3.nano, 512, x86_64",
    "t4g.small, 2048, arm64",
    "c7i.large, 4096, x86_64",
    "c7gn.xlarge, 8192, arm64",
    "m6a.2xlarge, 32768, x86_64",
    "m7i-flex.large, 8192, x86_64",
    "r6g.4xlarge, 131072, arm64"
  })
  void theNameTellsMemoryAndProcessor(String name, int memory, String architecture) {
    assertThat(MachineType.memory(name)).contains(memory);
    assertThat(MachineType.architecture(name)).isEqualTo(architecture);
    assertThat(MachineType.hasGpu(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"g4dn.xlarge, x86_64, true", "g5g.xlarge, arm64, true", "x2gd.metal, arm64, false"})
  void whatTheNameDoesNotTellIsNotGuessed(String name, String architecture, boolean gpu) {
    assertThat(MachineType.memory(name)).isEmpty();
    assertThat(MachineType.architecture(name)).isEqualTo(architecture);
    assertThat(MachineType.hasGpu(name)).isEqualTo(gpu);
  }

  @ParameterizedTest
  @ValueSource(strings = {"big", "t3", "t3.", ".small", "3t.small", "T3.small"})
  void aNameHasAFamilyANumberAndASize(String name) {
    assertThat(MachineType.isWellFormed(name)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"512, 384", "1024, 871", "16384, 13927", "32768, 29492", "262144, 249037"})
  void theSystemNeedsAPartOfTheMemory(int memory, int free) {
    assertThat(Machines.free(memory)).isEqualTo(free);
  }
}

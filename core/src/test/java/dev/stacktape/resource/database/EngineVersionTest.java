package dev.stacktape.resource.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineVersionTest {

  @ParameterizedTest
  @CsvSource({
    "postgres, 18.1, postgres18",
    "postgres, 16, postgres16",
    "postgres, 9.6.24, postgres9.6",
    "mysql, 8.0.41, mysql8.0",
    "mysql, 8.4.8, mysql8.4",
    "mysql, 5.7.44-rds.20240808, mysql5.7",
    "mariadb, 10.11.10, mariadb10.11",
    "mariadb, 11.8.5, mariadb11.8",
    "aurora-postgresql, 17.7, aurora-postgresql17",
    "aurora-mysql, 8.0.mysql_aurora.3.11.1, aurora-mysql8.0",
    "aurora-mysql, 5.7.mysql_aurora.2.12.5, aurora-mysql5.7",
    "oracle-se2, 19.0.0.0.ru-2025-10.rur-2025-10.r1, oracle-se2-19",
    "oracle-ee, 21.0.0.0.ru-2025-10.rur-2025-10.r1, oracle-ee-21",
    "sqlserver-ex, 16.00.4225.2.v1, sqlserver-ex-16.0",
    "sqlserver-se, 15.00.4455.2.v1, sqlserver-se-15.0",
  })
  void aVersionTellsItsFamilyOfParameterGroups(String engine, String version, String family) {
    assertThat(Objects.requireNonNull(EngineVersion.of(engine, version)).family())
        .isEqualTo(family);
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, newest",
    "postgres, 2024.1",
    "mysql, 8",
    "mariadb, ten",
    "aurora-mysql, 3.11.1",
    "sqlserver-ex, 16",
    "postgres, 16.6 beta",
  })
  void whatIsNoVersionIsNone(String engine, String version) {
    assertThat(EngineVersion.of(engine, version)).isNull();
  }

  @Test
  void onlyNewVersionsOfServerlessAuroraCanSleep() {
    assertThat(EngineVersion.canSleep("aurora-postgresql", "16.3")).isTrue();
    assertThat(EngineVersion.canSleep("aurora-postgresql", "16.2")).isFalse();
    assertThat(EngineVersion.canSleep("aurora-postgresql", "17.7")).isTrue();
    assertThat(EngineVersion.canSleep("aurora-mysql", "8.0.mysql_aurora.3.08.0")).isTrue();
    assertThat(EngineVersion.canSleep("aurora-mysql", "8.0.mysql_aurora.3.07.1")).isFalse();
  }
}

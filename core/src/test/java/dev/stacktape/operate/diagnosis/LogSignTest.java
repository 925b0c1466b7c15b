package dev.stacktape.operate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.operate.diagnosis.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogSignTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-31T18:00:00Z 12-ab Task timed out after 3.00 seconds|FUNCTION_TIMES_OUT",
        "java.lang.OutOfMemoryError: Java heap space|MEMORY_RUNS_OUT",
        "RequestId: 1 Error: Runtime exited with error: signal: killed|MEMORY_RUNS_OUT",
        "User: arn:aws:sts::1:assumed-role/x is not authorized to perform:"
            + " dynamodb:PutItem|PERMISSION_MISSING",
        "Class not found: com.acme.Main: java.lang.ClassNotFoundException|CODE_INCOMPLETE",
        "Error: Cannot find module 'pg'|CODE_INCOMPLETE",
        "[ERROR] Runtime.ImportModuleError: Unable to import module 'app'|CODE_INCOMPLETE",
        "FATAL: remaining connection slots are reserved|CONNECTIONS_USED_UP",
        "Error: connect ECONNREFUSED 10.0.0.1:5432|NOT_REACHED",
        "18:00 ERROR c.a.Orders - order 7 cannot be shipped|ERRORS_LOGGED",
        "Traceback (most recent call last):|ERRORS_LOGGED",
        "'{\"level\":\"error\",\"msg\":\"x\"}'|ERRORS_LOGGED"
      })
  void faultsAreToldFromTheirWords(String line, Kind kind) {
    assertThat(LogSign.in(line)).get().extracting(LogSign::kind).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFO orders - 0 errors, timeout=30",
        "{\"level\":\"info\",\"error\":null}",
        "REPORT RequestId: 1 Duration: 3 ms",
        "\tat com.acme.ErrorHandler.handle(ErrorHandler.java:7)",
        "order 7 was accepted"
      })
  void ordinaryLinesAreNone(String line) {
    assertThat(LogSign.in(line)).isEmpty();
  }

  @Test
  void stopReasonsOfEcsAreTold() {
    assertThat(StopReason.of("OutOfMemoryError: container killed").kind())
        .isEqualTo(Kind.MEMORY_RUNS_OUT);
    assertThat(StopReason.of("CannotPullContainerError: not found").kind())
        .isEqualTo(Kind.CODE_INCOMPLETE);
    assertThat(StopReason.of("Task failed ELB health checks in (target-group x)").kind())
        .isEqualTo(Kind.TASKS_STOP);
    assertThat(StopReason.of("Essential container in task exited").what())
        .contains("end by themselves");
  }
}

package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackConditionTest {
  @ParameterizedTest
  @CsvSource({
    "REVIEW_IN_PROGRESS, EMPTY",
    "CREATE_IN_PROGRESS, BUSY",
    "CREATE_FAILED, NEVER_CREATED",
    "CREATE_COMPLETE, READY",
    "ROLLBACK_IN_PROGRESS, BUSY",
    "ROLLBACK_FAILED, NEVER_CREATED",
    "ROLLBACK_COMPLETE, NEVER_CREATED",
    "UPDATE_IN_PROGRESS, BUSY",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS, BUSY",
    "UPDATE_COMPLETE, READY",
    "UPDATE_FAILED, READY",
    "UPDATE_ROLLBACK_IN_PROGRESS, BUSY",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS, BUSY",
    "UPDATE_ROLLBACK_COMPLETE, READY",
    "UPDATE_ROLLBACK_FAILED, ROLLBACK_FAILED",
    "IMPORT_IN_PROGRESS, BUSY",
    "IMPORT_COMPLETE, READY",
    "IMPORT_ROLLBACK_IN_PROGRESS, BUSY",
    "IMPORT_ROLLBACK_COMPLETE, READY",
    "IMPORT_ROLLBACK_FAILED, ROLLBACK_FAILED",
    "DELETE_IN_PROGRESS, BUSY",
    "DELETE_FAILED, DELETE_FAILED",
    "DELETE_COMPLETE, ABSENT"
  })
  void eachStateHasItsAnswer(StackStatus status, StackCondition condition) {
    assertThat(StackCondition.of(status.toString())).isEqualTo(condition);
  }

  @Test
  void noStateOfAwsIsForgotten() {
    // The table above has a row for each.
    assertThat(StackStatus.knownValues()).hasSize(23);
  }

  @Test
  void noStackIsAbsent() {
    assertThat(StackCondition.of(null)).isEqualTo(StackCondition.ABSENT);
  }
}

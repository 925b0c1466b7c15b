package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.event.Amounts;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;

/**
 * What stands in the lock's object.
 *
 * @param id tells two locks of one owner apart
 * @param operation a verb, such as {@code deploy}
 * @param since ISO 8601, by the owner's clock
 */
record LockNote(String id, LockOwner owner, String operation, String since) {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException("A lock cannot be written", bug);
    }
  }

  /**
   * Reads a note.
   *
   * @throws StacktapeException {@code STACK_LOCKED} when it is none
   */
  static LockNote read(byte[] bytes) {
    try {
      return JSON.readValue(bytes, LockNote.class);
    } catch (IOException unreadable) {
      throw new StacktapeException(
          DeployCode.STACK_LOCKED
              .error("The stack's lock is there but cannot be read.")
              .hint("Delete the object " + LockFile.KEY + " from the stack's deployment bucket."),
          unreadable);
    }
  }

  /** {@code ann@there (process 4711) runs `deploy` on this stack since ...}, no full stop. */
  String says() {
    return owner.title()
        + " (process "
        + owner.pid()
        + ") runs `"
        + operation
        + "` on this stack since "
        + Amounts.moment(since);
  }
}

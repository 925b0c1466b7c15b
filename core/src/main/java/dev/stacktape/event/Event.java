package dev.stacktape.event;

import dev.stacktape.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened during an operation, in the verbs of the field. The components are a
 * contract (console, JSON lines and MCP progress are made of them); the words are not and live in
 * {@link EventWords}.
 */
public sealed interface Event {

  /** The parts of an operation, in the order in which a deployment goes through them. */
  enum Phase {
    VALIDATE,
    SYNTHESIZE,
    PACKAGE,
    PLAN,
    UPLOAD,
    DEPLOY,
    HOTSWAP,
    GET_READY,
    DELETE,
    CLEAN_UP
  }

  /** Where the operation acts. Always the first event of an operation that talks to AWS. */
  record TargetResolved(
      String account, String region, String stage, String stackName, @Nullable String endpoint)
      implements Event {}

  /** A phase began. */
  record PhaseStarted(Phase phase) implements Event {}

  /** A phase came to a good end. */
  record PhaseFinished(Phase phase, Duration took) implements Event {}

  /** An artifact was built, or found already built. */
  record ArtifactPackaged(
      String name, String digest, long sizeBytes, long unpackedBytes, boolean reused)
      implements Event {}

  /** Bytes of an artifact went out; {@code sentBytes} counts from the beginning. */
  record UploadProgressed(String name, long sentBytes, long totalBytes) implements Event {}

  /** An artifact is where it is deployed from; {@code alreadyThere} when nothing had to be sent. */
  record ArtifactUploaded(String name, String digest, long sizeBytes, boolean alreadyThere)
      implements Event {}

  /** A CloudFormation resource changed its status. */
  record ResourceChanged(
      String logicalId,
      String type,
      String status,
      @Nullable String reason,
      @Nullable String resourceName,
      Instant at)
      implements Event {}

  /** The stack itself changed its status. */
  record StackChanged(String status, @Nullable String reason, Instant at) implements Event {}

  /**
   * How long a deployment may take, learned from what the same stack took before.
   *
   * @param whole all of it, null where that is not known
   * @param resources those that are going to change, by logical id, as far as known
   */
  record TimesExpected(@Nullable Duration whole, Map<String, Duration> resources) implements Event {
    public TimesExpected {
      resources = Map.copyOf(resources);
    }
  }

  /** A hot-swap of one resource was applied. */
  record SwapApplied(String resourceName, String what, Duration took) implements Event {}

  /** A resource cannot be hot-swapped; the reason is a sentence. */
  record SwapRejected(String resourceName, String reason) implements Event {}

  /**
   * A script of the config began.
   *
   * @param hook the occasion, such as {@code beforeDeploy}; null when it was asked for by name
   */
  record ScriptStarted(String script, @Nullable String hook) implements Event {}

  /** A script printed a line, to its output or its error output. */
  record ScriptPrinted(String script, String line) implements Event {}

  /** A script came to a good end. */
  record ScriptFinished(String script, Duration took) implements Event {}

  /** A call is tried again after a failure that may pass. */
  record Retrying(String what, int attempt, Duration pause) implements Event {}

  /** Something the user should know that does not stop the operation. */
  record Warned(Problem problem) implements Event {}

  /** Something worth a line that no other event says. */
  record Noted(String message) implements Event {}
}

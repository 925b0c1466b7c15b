package dev.stacktape.deploy;

import dev.stacktape.template.ResourceOrigin;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that has to get ready.
 *
 * @param type of the CloudFormation resource
 * @param longest how long it is waited for
 * @param question answers empty while it is being worked on, an empty text when it is ready, else a
 *     clause on why it does not get ready
 */
public record ReadinessCheck(
    String logicalId,
    String type,
    ResourceOrigin origin,
    Duration longest,
    Supplier<Optional<String>> question) {

  /** Asks once. */
  Optional<String> look() {
    return question.get();
  }

  /** What a person calls it. */
  String name() {
    String name = origin.resourceName();
    return name == null ? logicalId : name;
  }

  /** The same with its CloudFormation resource. */
  String subject() {
    String what = type + " " + logicalId;
    return origin.resourceName() == null ? what : "`" + origin.resourceName() + "` (" + what + ")";
  }
}

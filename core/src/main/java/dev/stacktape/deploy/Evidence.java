package dev.stacktape.deploy;

import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * What can be seen of workloads that do not come up, while CloudFormation waits for them. It is
 * only ever shown: a container that stopped may be started again, and CloudFormation alone says how
 * a deployment ends.
 */
public interface Evidence {
  /** An event of the stack, told in the order in which they happened. */
  void heard(StackEvent event);

  /** Looks again, when it is time to. */
  void look();

  /** Looks at a resource at once, which is not going to come up. */
  void lookAtLast(String logicalId);

  /** What was seen of a resource last, in one or more lines; empty when nothing was. */
  Optional<String> of(String logicalId);

  /** Sees nothing. */
  static Evidence none() {
    return new Evidence() {
      @Override
      public void heard(StackEvent event) {}

      @Override
      public void look() {}

      @Override
      public void lookAtLast(String logicalId) {}

      @Override
      public Optional<String> of(String logicalId) {
        return Optional.empty();
      }
    };
  }
}

package dev.stacktape.resource.event;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;

/** The properties of a workload that services of AWS call: a function. */
public interface CallableWorkload {
  /** The ARN that events call: that of the function, or of the alias that has the traffic. */
  Object calledArn(Resource<?> self, StackView stack);

  /** The same put together of names, for what the function itself may have to wait for. */
  Object calledArnByName(Resource<?> self, StackView stack);
}

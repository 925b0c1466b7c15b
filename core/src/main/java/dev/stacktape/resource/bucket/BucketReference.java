package dev.stacktape.resource.bucket;

import dev.stacktape.config.DirectiveArgument;
import dev.stacktape.config.DirectiveCall;
import dev.stacktape.config.DirectiveText;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import java.util.Optional;

/** The bucket of the config that an ARN belongs to. */
final class BucketReference {
  private BucketReference() {}

  static Optional<Resource<BucketProperties>> in(String arn, StackView stack) {
    Optional<Resource<BucketProperties>> byParam =
        ParamReference.in(arn)
            .filter(reference -> reference.param().equals("arn"))
            .flatMap(reference -> stack.find(reference.resource(), BucketProperties.class));
    return byParam.isPresent()
        ? byParam
        : DirectiveText.parse(arn)
            .filter(call -> call.name().equals("CfResourceParam"))
            .flatMap(call -> byLogicalId(call, stack));
  }

  private static Optional<Resource<BucketProperties>> byLogicalId(
      DirectiveCall call, StackView stack) {
    Object id =
        call.args().get(0) instanceof DirectiveArgument.Literal literal ? literal.value() : null;
    return stack.withParts().keySet().stream()
        .flatMap(name -> stack.find(name, BucketProperties.class).stream())
        .filter(bucket -> BucketType.logicalId(bucket.name()).equals(id))
        .findFirst();
  }
}

package dev.stacktape.plan;

import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.ResourceDiff;
import java.util.List;
import java.util.stream.Stream;

/** The code of a Lambda function can be replaced where it runs; nothing else of it can. */
final class FunctionCodeRule implements HotSwapRule {
  static final String TYPE = "AWS::Lambda::Function";

  @Override
  public Verdict judge(ResourceDiff diff, SwapContext context) {
    String id = diff.logicalId();
    String name = context.nameOf(id);
    List<String> others =
        Stream.concat(
                diff.properties().stream().map(PropertyDiff::dotted).filter(path -> !isCode(path)),
                diff.attributes().stream())
            .toList();
    if (!others.isEmpty()) {
      return new Rejected(
          "%s of %s changed, and only code can be hot-swapped."
              .formatted(String.join(", ", others), name));
    }
    if (!context.hasArtifact(id)) {
      return new Rejected(
          "The code of %s changed, and it is not an artifact of this project.".formatted(name));
    }
    if (context.isLive(id)) {
      return new AlreadyLive();
    }
    SwapOperation operation = context.swap(id, diff.resource());
    return operation == null
        ? new Rejected(
            "The name of %s is not in the template, so it cannot be found.".formatted(name))
        : new Accepted(operation);
  }

  static boolean changesCode(ResourceDiff diff) {
    return diff.properties().stream().map(PropertyDiff::dotted).anyMatch(FunctionCodeRule::isCode);
  }

  private static boolean isCode(String path) {
    return path.equals("Code") || path.startsWith("Code.");
  }
}

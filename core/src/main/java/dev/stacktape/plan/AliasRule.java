package dev.stacktape.plan;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.PropertyDiff;
import dev.stacktape.template.ResourceDiff;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alias of a function moves with the function. */
final class AliasRule implements HotSwapRule {
  static final String TYPE = "AWS::Lambda::Alias";

  @Override
  public Verdict judge(ResourceDiff diff, SwapContext context) {
    boolean onlyMoves =
        diff.attributes().stream().allMatch("DependsOn"::equals)
            && diff.properties().stream()
                .map(PropertyDiff::path)
                .allMatch(path -> path.get(0).equals("FunctionVersion"));
    return onlyMoves
        ? new NothingToDo()
        : new Rejected(
            "%s (%s) changed beyond the version that it stands for, which takes a deployment."
                .formatted(diff.logicalId(), TYPE));
  }

  @Override
  public Verdict restore(String logicalId, @Nullable ResourceDiff diff, SwapContext context) {
    return new NothingToDo();
  }

  /** The logical id of the function that an alias or a version is of, null for foreign ones. */
  static @Nullable String functionOf(CfnResource resource) {
    return resource.properties().get("FunctionName") instanceof Map<?, ?> map
            && map.get("Ref") instanceof String function
        ? function
        : null;
  }
}

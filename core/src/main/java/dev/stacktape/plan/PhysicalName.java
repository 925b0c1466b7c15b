package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.template.SubText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A name in a template that can be told without asking AWS. */
final class PhysicalName {
  private PhysicalName() {}

  /** The name, or null where it takes AWS to compute it. */
  static @Nullable String of(@Nullable Object value, Target target) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Map<?, ?> map
        && map.size() == 1
        && map.get("Fn::Sub") instanceof String text) {
      return substitute(text, target);
    }
    return null;
  }

  private static @Nullable String substitute(String text, Target target) {
    StringBuilder name = new StringBuilder();
    for (SubText.Part part : SubText.of(text).parts()) {
      String piece =
          part instanceof SubText.Variable variable
              ? pseudoParameter(variable.name(), target)
              : ((SubText.Literal) part).text();
      if (piece == null) {
        return null;
      }
      name.append(piece);
    }
    return name.toString();
  }

  private static @Nullable String pseudoParameter(String name, Target target) {
    return switch (name) {
      case "AWS::StackName" -> target.stackName();
      case "AWS::Region" -> target.region();
      case "AWS::AccountId" ->
          target.account().equals(Target.UNKNOWN_ACCOUNT) ? null : target.account();
      default -> null;
    };
  }
}

package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.plan.HotSwapRule.Accepted;
import dev.stacktape.plan.HotSwapRule.Rejected;
import dev.stacktape.plan.HotSwapRule.Verdict;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides what can be done by replacing code where it runs, and why the rest cannot. */
final class HotSwap {
  /** By CloudFormation type; what is not here cannot be hot-swapped. */
  private static final Map<String, HotSwapRule> RULES =
      Map.of(FunctionCodeRule.TYPE, new FunctionCodeRule());

  private final DeployedStack deployed;
  private final Template wanted;
  private final SwapContext context;

  /**
   * @param operations what to do, in the order of the template
   * @param rejections why something cannot be hot-swapped; empty when nobody asked
   */
  record Decision(List<SwapOperation> operations, List<SwapRejection> rejections) {}

  HotSwap(
      Target target,
      DeployedStack deployed,
      Template wanted,
      Map<String, ResourceOrigin> origins,
      Map<String, String> wantedCode) {
    this.deployed = deployed;
    this.wanted = wanted;
    this.context = new SwapContext(target, origins, deployed.liveCode(), wantedCode);
  }

  Decision decide(TemplateDiff diff, boolean asked) {
    Map<String, SwapOperation> operations = new LinkedHashMap<>();
    List<SwapRejection> rejections = new ArrayList<>();
    restore(diff, operations, rejections);
    Decision restoration = new Decision(inOrder(operations), List.copyOf(rejections));
    if (!asked) {
      return restoration;
    }
    rejections.addAll(rejectionsOfTheWhole(diff));
    if (deployed.exists()) {
      diff.resources().forEach(resource -> swap(resource, operations, rejections));
    }
    return rejections.isEmpty()
        ? new Decision(inOrder(operations), List.of())
        : new Decision(restoration.operations(), List.copyOf(rejections));
  }

  private void swap(
      ResourceDiff resource,
      Map<String, SwapOperation> operations,
      List<SwapRejection> rejections) {
    Verdict verdict = judge(resource);
    if (verdict instanceof Accepted accepted) {
      operations.put(resource.logicalId(), accepted.operation());
    } else if (verdict instanceof Rejected rejected) {
      String name = context.nameOf(resource.logicalId());
      rejections.add(new SwapRejection(name, rejected.reason()));
    }
  }

  private List<SwapRejection> rejectionsOfTheWhole(TemplateDiff diff) {
    List<SwapRejection> rejections = new ArrayList<>();
    if (!deployed.exists()) {
      rejections.add(
          new SwapRejection(
              context.target().stackName(), "The stack does not exist yet; deploy it first."));
      return rejections;
    }
    if (deployed.isUnfinished()) {
      rejections.add(
          new SwapRejection(
              context.target().stackName(),
              "The last operation on the stack failed half-way (%s); deploy it first."
                  .formatted(deployed.status())));
    }
    for (String output : diff.outputs()) {
      rejections.add(
          new SwapRejection(
              output, "The output %s changed, which takes a deployment.".formatted(output)));
    }
    for (String section : diff.sections()) {
      rejections.add(
          new SwapRejection(section, "%s changed, which takes a deployment.".formatted(section)));
    }
    return rejections;
  }

  private Verdict judge(ResourceDiff diff) {
    String type = diff.resource().type();
    String what = "%s (%s)".formatted(diff.logicalId(), type);
    if (diff.isAdded()) {
      return new Rejected("%s is new, and only a deployment creates it.".formatted(what));
    }
    if (diff.isRemoved()) {
      return new Rejected("%s is gone, and only a deployment deletes it.".formatted(what));
    }
    HotSwapRule rule = diff.isOtherType() ? null : RULES.get(type);
    if (rule != null) {
      return rule.judge(diff, context);
    }
    return new Rejected(
        "%s changed, and only the code of functions can be hot-swapped.".formatted(what));
  }

  /**
   * Functions whose code was hot-swapped since the deployment. CloudFormation sees no change in
   * them, so it would leave the swapped code running.
   */
  private void restore(
      TemplateDiff diff, Map<String, SwapOperation> operations, List<SwapRejection> rejections) {
    for (Map.Entry<String, CfnResource> entry : wanted.resources().entrySet()) {
      String id = entry.getKey();
      if (isSwapped(id, entry.getValue()) && !cloudFormationUpdatesCode(diff, id)) {
        SwapOperation operation = context.swap(id, entry.getValue());
        if (operation != null) {
          operations.put(id, operation);
        } else {
          rejections.add(new SwapRejection(context.nameOf(id), nameless(context.nameOf(id))));
        }
      }
    }
  }

  private static String nameless(String function) {
    return "%s runs hot-swapped code, and its name is not in the template to find it by."
        .formatted(function);
  }

  private boolean isSwapped(String id, CfnResource resource) {
    return resource.type().equals(FunctionCodeRule.TYPE)
        && context.hasArtifact(id)
        && deployed.liveCode().containsKey(id)
        && !context.isLive(id);
  }

  private static boolean cloudFormationUpdatesCode(TemplateDiff diff, String logicalId) {
    return diff.resources().stream()
        .filter(resource -> resource.logicalId().equals(logicalId))
        .anyMatch(resource -> resource.isAdded() || FunctionCodeRule.changesCode(resource));
  }

  private List<SwapOperation> inOrder(Map<String, SwapOperation> operations) {
    return wanted.resources().keySet().stream()
        .filter(operations::containsKey)
        .map(operations::get)
        .toList();
  }
}

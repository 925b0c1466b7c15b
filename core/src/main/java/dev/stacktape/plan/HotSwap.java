package dev.stacktape.plan;

import dev.stacktape.plan.HotSwapRule.Accepted;
import dev.stacktape.plan.HotSwapRule.Rejected;
import dev.stacktape.plan.HotSwapRule.Verdict;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.TemplateDiff;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides resource by resource what can be done by calls of its own service, why the rest cannot,
 * and what of earlier hot-swaps has to be put back because CloudFormation sees no change in it.
 */
final class HotSwap {
  /** By CloudFormation type; what is not here cannot be hot-swapped. */
  private static final Map<String, HotSwapRule> RULES =
      Map.of(
          FunctionRule.TYPE, new FunctionRule(),
          AliasRule.TYPE, new AliasRule(),
          TaskDefinitionRule.TYPE, new TaskDefinitionRule(),
          StateMachineRule.TYPE, new StateMachineRule());

  private final DeployedStack deployed;
  private final SwapContext context;

  /**
   * @param operations what to do, in the order of the template
   * @param rejections why something cannot be hot-swapped, or be put back
   * @param instead whether the operations are all that is done, instead of a change set
   */
  record Decision(
      List<SwapOperation> operations, List<SwapRejection> rejections, boolean instead) {}

  HotSwap(SwapContext context) {
    this.deployed = context.stack();
    this.context = context;
  }

  Decision decide(TemplateDiff diff, Swapping swapping) {
    List<SwapRejection> reasons = new ArrayList<>();
    Map<String, SwapOperation> unnoticed = new LinkedHashMap<>();
    Set<String> differing = new LinkedHashSet<>();
    diff.resources().forEach(resource -> differing.add(resource.logicalId()));
    restorable()
        .filter(id -> !differing.contains(id))
        .forEach(id -> restore(id, null, unnoticed, reasons));
    if (swapping.isAsked()) {
      reasons.addAll(rejectionsOfTheWhole(diff));
    }
    if (diff.isEmpty()) {
      boolean instead = !deployed.isUnfinished();
      return new Decision(inOrder(unnoticed), List.copyOf(reasons), instead);
    }
    if (swapping.isAsked()) {
      Map<String, SwapOperation> operations = new LinkedHashMap<>(unnoticed);
      if (deployed.exists()) {
        diff.resources().forEach(resource -> swap(resource, diff, operations, reasons));
      }
      boolean some = swapping == Swapping.WHAT_CAN_BE && !operations.isEmpty();
      if ((reasons.isEmpty() || some) && !deployed.isUnfinished()) {
        return new Decision(inOrder(operations), List.copyOf(reasons), true);
      }
    }
    Map<String, SwapOperation> beside = new LinkedHashMap<>(unnoticed);
    diff.resources().stream()
        .filter(resource -> !resource.isAdded() && !resource.isRemoved())
        .filter(resource -> !resource.isOtherType())
        .forEach(resource -> restore(resource.logicalId(), resource, beside, reasons));
    return new Decision(inOrder(beside), List.copyOf(reasons), false);
  }

  /** What an earlier hot-swap, or a hand, may have made different. */
  private java.util.stream.Stream<String> restorable() {
    return context.wanted().resources().keySet().stream()
        .filter(id -> context.record(id) != null || context.runsOtherCode(id));
  }

  private void restore(
      String id,
      @Nullable ResourceDiff diff,
      Map<String, SwapOperation> operations,
      List<SwapRejection> rejections) {
    if (context.record(id) == null && !context.runsOtherCode(id)) {
      return;
    }
    HotSwapRule rule = RULES.get(context.wantedResource(id).type());
    if (rule != null) {
      Verdict verdict = rule.restore(id, diff, context);
      if (verdict instanceof Accepted accepted) {
        operations.put(id, accepted.operation());
      } else if (verdict instanceof Rejected rejected) {
        rejections.add(
            new SwapRejection(
                context.nameOf(id),
                "%s was hot-swapped and cannot be put back: %s"
                    .formatted(context.nameOf(id), rejected.reason())));
      }
    }
  }

  private void swap(
      ResourceDiff resource,
      TemplateDiff diff,
      Map<String, SwapOperation> operations,
      List<SwapRejection> rejections) {
    Verdict verdict = judge(resource, diff);
    if (verdict instanceof Accepted accepted) {
      operations.put(resource.logicalId(), accepted.operation());
    } else if (verdict instanceof Rejected rejected) {
      String name = context.nameOf(resource.logicalId());
      rejections.add(new SwapRejection(name, rejected.reason()));
    }
  }

  private List<SwapRejection> rejectionsOfTheWhole(TemplateDiff diff) {
    List<SwapRejection> rejections = new ArrayList<>();
    String stackName = context.target().stackName();
    if (!deployed.exists()) {
      rejections.add(
          new SwapRejection(stackName, "The stack does not exist yet; deploy it first."));
      return rejections;
    }
    if (deployed.isUnfinished()) {
      rejections.add(
          new SwapRejection(
              stackName,
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

  private Verdict judge(ResourceDiff diff, TemplateDiff whole) {
    String type = diff.resource().type();
    String what = "%s (%s)".formatted(diff.logicalId(), type);
    if (VersionRule.comesWithFunction(diff) && functionChanges(diff, whole)) {
      return new HotSwapRule.NothingToDo();
    }
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
    return new Rejected("%s changed, which takes a deployment.".formatted(what));
  }

  private static boolean functionChanges(ResourceDiff version, TemplateDiff whole) {
    String function = AliasRule.functionOf(version.resource());
    return whole.resources().stream()
        .anyMatch(resource -> resource.logicalId().equals(function) && !resource.isAdded());
  }

  private List<SwapOperation> inOrder(Map<String, SwapOperation> operations) {
    return context.wanted().resources().keySet().stream()
        .filter(operations::containsKey)
        .map(operations::get)
        .toList();
  }
}

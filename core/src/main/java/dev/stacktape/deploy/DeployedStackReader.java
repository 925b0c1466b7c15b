package dev.stacktape.deploy;

import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.plan.SwapRecord;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Reads what is deployed. Changes nothing. */
public final class DeployedStackReader {
  private static final int AT_ONCE = 8;

  private final CloudFormationClient cloudFormation;
  private final LambdaClient lambda;
  private final SwapRecords swaps;

  /** Reads through these clients. */
  public DeployedStackReader(
      CloudFormationClient cloudFormation, LambdaClient lambda, SwapRecords swaps) {
    this.cloudFormation = cloudFormation;
    this.lambda = lambda;
    this.swaps = swaps;
  }

  /** The stack of that name, as it was found. */
  public DeployedStack read(String stackName) {
    return read(Stacks.find(cloudFormation, stackName));
  }

  /**
   * The stack that was found, by its template and outputs; what hot-swaps made different is not
   * asked for. Where a stack never came to be (such as {@code ROLLBACK_COMPLETE}) its template is
   * empty, because nothing of it lives.
   */
  public DeployedStack read(Optional<Stack> found) {
    return found
        .map(
            stack ->
                isEmpty(stack)
                    ? readEmpty(stack)
                    : read(stack, template(stack.stackId()), Map.of(), Map.of(), Map.of()))
        .orElseGet(DeployedStack::none);
  }

  /**
   * The stack as it is, with what differs from its template.
   *
   * @param functions logical ids of the functions whose live code is wanted; those that are not in
   *     the stack are left out
   * @param swapping whether something may be hot-swapped, for which AWS's ids are needed
   */
  public DeployedStack read(Target target, Collection<String> functions, boolean swapping) {
    return read(target, Stacks.find(cloudFormation, target.stackName()), functions, swapping);
  }

  /** The same, unless something is being done to the stack: what it is shows after that. */
  public Optional<DeployedStack> readUnlessBusy(
      Target target, Collection<String> functions, boolean swapping) {
    Optional<Stack> found = Stacks.find(cloudFormation, target.stackName());
    boolean busy =
        found
            .map(stack -> StackCondition.of(stack.stackStatusAsString()) == StackCondition.BUSY)
            .orElse(false);
    return busy ? Optional.empty() : Optional.of(read(target, found, functions, swapping));
  }

  /** The same for a stack that was just looked up. */
  public DeployedStack read(
      Target target, Optional<Stack> found, Collection<String> functions, boolean swapping) {
    if (found.isEmpty()) {
      return DeployedStack.none();
    }
    Stack stack = found.get();
    if (isEmpty(stack)) {
      return readEmpty(stack);
    }
    Supplier<Template> template = Parallel.beside(() -> template(stack.stackId()));
    Supplier<Map<String, SwapRecord>> records =
        Parallel.beside(() -> swaps.read(target.deploymentBucket()));
    boolean asksForMore = swapping || !functions.isEmpty() || !records.get().isEmpty();
    Live live = asksForMore ? live(stack, functions) : Live.NOT_ASKED;
    return read(stack, template.get(), live.code(), live.physicalIds(), records.get());
  }

  /** What CloudFormation and Lambda say of the resources. */
  private record Live(Map<String, String> code, Map<String, String> physicalIds) {
    static final Live NOT_ASKED = new Live(Map.of(), Map.of());
  }

  private Live live(Stack stack, Collection<String> functions) {
    Map<String, StackResourceSummary> resources = Stacks.resources(cloudFormation, stack.stackId());
    return new Live(liveCode(resources, functions), physicalIds(resources));
  }

  private static boolean isEmpty(Stack stack) {
    return StackCondition.of(stack.stackStatusAsString()).isWithoutResources();
  }

  private static DeployedStack readEmpty(Stack stack) {
    return read(stack, Template.empty(), Map.of(), Map.of(), Map.of());
  }

  private static DeployedStack read(
      Stack stack,
      Template template,
      Map<String, String> liveCode,
      Map<String, String> physicalIds,
      Map<String, SwapRecord> records) {
    return new DeployedStack(
        stack.stackId(),
        stack.stackStatusAsString(),
        Stacks.lastChanged(stack).toString(),
        template,
        isEmpty(stack) ? Map.of() : parameters(stack),
        outputs(stack),
        tags(stack),
        liveCode,
        Boolean.TRUE.equals(stack.enableTerminationProtection()),
        physicalIds,
        records,
        Stacks.isInExpressMode(stack));
  }

  private static Map<String, String> physicalIds(Map<String, StackResourceSummary> resources) {
    Map<String, String> ids = new LinkedHashMap<>();
    resources.forEach(
        (logicalId, resource) -> {
          if (resource.physicalResourceId() != null) {
            ids.put(logicalId, resource.physicalResourceId());
          }
        });
    return ids;
  }

  /** Whether the stack is whole or not there, rather than somewhere between two templates. */
  public boolean isSettled(String stackName) {
    String status =
        Stacks.find(cloudFormation, stackName).map(Stack::stackStatusAsString).orElse("");
    return status.equals("REVIEW_IN_PROGRESS")
        || (!status.endsWith("_IN_PROGRESS") && !status.endsWith("_FAILED"));
  }

  /**
   * Goes on only when the stack is still what was read.
   *
   * @throws StacktapeException {@code PLAN_STALE}
   */
  public void requireUnchanged(String stackName, DeployedStack read) {
    Freshness.require(read, Stacks.find(cloudFormation, stackName));
  }

  private Template template(String stackId) {
    String text =
        cloudFormation
            .getTemplate(
                request -> request.stackName(stackId).templateStage(TemplateStage.ORIGINAL))
            .templateBody();
    return TemplateText.parse(text, "the deployed template");
  }

  private Map<String, String> liveCode(
      Map<String, StackResourceSummary> resources, Collection<String> functions) {
    List<StackResourceSummary> wanted =
        functions.stream()
            .distinct()
            .map(resources::get)
            .filter(Objects::nonNull)
            .filter(resource -> resource.physicalResourceId() != null)
            .toList();
    Map<String, String> live = new LinkedHashMap<>();
    Parallel.map(AT_ONCE, wanted, this::codeOf)
        .forEach(one -> one.ifPresent(code -> live.put(code.getKey(), code.getValue())));
    return live;
  }

  /** Empty when somebody deleted the function behind CloudFormation's back. */
  private Optional<Map.Entry<String, String>> codeOf(StackResourceSummary function) {
    try {
      String sha256 =
          lambda
              .getFunction(request -> request.functionName(function.physicalResourceId()))
              .configuration()
              .codeSha256();
      return Optional.ofNullable(sha256)
          .map(code -> new SimpleImmutableEntry<>(function.logicalResourceId(), code));
    } catch (ResourceNotFoundException gone) {
      return Optional.empty();
    }
  }

  private static Map<String, String> parameters(Stack stack) {
    Map<String, String> parameters = new LinkedHashMap<>();
    stack
        .parameters()
        .forEach(parameter -> parameters.put(parameter.parameterKey(), parameter.parameterValue()));
    return parameters;
  }

  private static Map<String, String> outputs(Stack stack) {
    Map<String, String> outputs = new LinkedHashMap<>();
    stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    return outputs;
  }

  private static Map<String, String> tags(Stack stack) {
    Map<String, String> tags = new LinkedHashMap<>();
    stack.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }
}

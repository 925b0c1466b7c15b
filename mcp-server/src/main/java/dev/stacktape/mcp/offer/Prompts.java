package dev.stacktape.mcp.offer;

import dev.stacktape.mcp.approval.PlanStore;
import dev.stacktape.mcp.approval.Policy;
import dev.stacktape.mcp.approval.StoredPlan;
import dev.stacktape.mcp.operation.Journal;
import dev.stacktape.mcp.operation.Journal.Status;
import java.util.List;
import java.util.stream.Stream;

/** The prompts of the server. */
public final class Prompts {
  private static final int FORESEEN = 50;

  private Prompts() {}

  /** All of them. */
  public static List<Prompt> of(Policy policy, PlanStore plans, Journal journal) {
    return List.of(
        new Prompt(
            "create_config",
            "Create a config",
            "Writes a config for this project",
            "goal",
            "What is to run on AWS.",
            "Write a Stacktape config for this project. Goal: %s\n"
                + "Call describe_project first, look types up with lookup_docs, keep it as short as"
                + " possible, and call validate_config until it has no problems.",
            Words.none()),
        new Prompt(
            "deploy_stage",
            "Deploy a stage",
            "Plans and deploys a stage",
            "stage",
            "Such as dev.",
            "Deploy the stage %s. Validate the config, plan the change, show me the plan with"
                + " everything that is replaced or deleted first, and wait for my yes before you call"
                + " deploy.",
            () -> stages(policy, plans)),
        new Prompt(
            "diagnose_failure",
            "Diagnose a failure",
            "Finds out why an operation failed",
            "operationId",
            "The operation that failed.",
            "The operation %s failed. Call get_operation and describe_stack, explain the first cause"
                + " in plain words, and propose the smallest change of the config that mends it.",
            () -> failedFirst(journal)));
  }

  /**
   * Stages that were planned before, and those that the policy names. AWS is not asked: this is
   * called at every key that somebody presses.
   */
  private static List<String> stages(Policy policy, PlanStore plans) {
    Stream<String> planned = plans.newest(FORESEEN).stream().map(StoredPlan::stage);
    Stream<String> named =
        Stream.of(policy.stages(), policy.developmentStages(), policy.productionStages())
            .flatMap(List::stream)
            .filter(pattern -> !pattern.contains("*"));
    return Stream.concat(planned, named).filter(policy::allowsStage).distinct().toList();
  }

  private static List<String> failedFirst(Journal journal) {
    List<Journal.Entry> newest = journal.newest(FORESEEN);
    return Stream.concat(
            newest.stream().filter(entry -> hasFailed(entry.status())),
            newest.stream().filter(entry -> !hasFailed(entry.status())))
        .map(Journal.Entry::id)
        .toList();
  }

  private static boolean hasFailed(Status status) {
    return status == Status.FAILED || status == Status.INTERRUPTED;
  }
}

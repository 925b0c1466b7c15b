package dev.stacktape;

import dev.stacktape.operate.StackReport;
import dev.stacktape.plan.Plan;

/**
 * What came of a deployment.
 *
 * @param route the way that was taken
 * @param report the stack as it is now
 */
public record DeploymentResult(Plan.Route route, StackReport report) {}

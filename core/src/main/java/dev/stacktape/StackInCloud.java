package dev.stacktape;

import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.stack.Synthesis;

/**
 * A stack as its config means it, named for the account that it goes to.
 *
 * @param isProtected whether it changes only by plans that somebody has seen
 */
record StackInCloud(Synthesis synthesis, DeploymentSettings settings, boolean isProtected) {}

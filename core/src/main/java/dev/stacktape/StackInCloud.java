package dev.stacktape;

import dev.stacktape.deploy.DeploymentSettings;
import dev.stacktape.stack.Synthesis;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A stack as its config means it, named for the account that it goes to.
 *
 * @param isProtected whether it changes only by plans that somebody has seen
 * @param infoFile where a deployment leaves its report beside the config, null for nowhere
 * @param onBuildServer whether nobody sits at this machine, by which hooks can be left out
 */
record StackInCloud(
    Synthesis synthesis,
    DeploymentSettings settings,
    boolean isProtected,
    @Nullable Path infoFile,
    boolean onBuildServer) {}

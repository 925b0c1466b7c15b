package dev.stacktape.maven;

import dev.stacktape.DeploymentResult;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Replaces the code of deployed functions in seconds, without CloudFormation. Refuses, with a
 * reason for each resource, when more than code has changed. For development stages.
 */
@Mojo(name = "hotswap", requiresProject = false, threadSafe = true)
public final class HotswapMojo extends StackMojo {

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    DeploymentResult result = stacktape.hotswap(request, console, console.cancellation());
    console.summary(result.report());
  }
}

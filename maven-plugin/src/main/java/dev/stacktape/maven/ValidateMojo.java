package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.Validation;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Checks the config: every problem in one go, each with its place. Needs no AWS and no network. */
@Mojo(
    name = "validate",
    defaultPhase = LifecyclePhase.VALIDATE,
    requiresProject = false,
    threadSafe = true)
public final class ValidateMojo extends StackMojo {

  @Override
  boolean talksToAws() {
    return false;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Validation validation = stacktape.validate(request, console);
    console.say(
        "%s is valid: %d resources, %d CloudFormation resources."
            .formatted(
                validation.configName(),
                validation.resources(),
                validation.cloudFormationResources()));
  }
}

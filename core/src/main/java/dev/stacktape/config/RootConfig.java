package dev.stacktape.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The top level of a config. What is below {@code resources} and {@code cloudformationResources}
 * stays as nodes here, as resource types are not known to this package.
 */
@Doc("The top level of a config.")
public record RootConfig(
    @Doc(value = "The project's name where none is given from outside.", example = "orders")
        @Nullable String serviceName,
    @Doc("Access to services outside of AWS.") @Nullable ProviderConfig providerConfig,
    @Doc(
            value = "Values for use in several places, read with `$Var().name`.",
            example = "{pageSize: 25}")
        Map<String, Node> variables,
    @Doc("Scripts that run before and after certain operations.") @Nullable Hooks hooks,
    @Doc("Scripts by name, for hooks and for running them by hand.") Map<String, Script> scripts,
    @Doc("Directives of your own, written as programs.") List<DirectiveDefinition> directives,
    @Doc("How the stack is deployed.") @Nullable DeploymentConfig deploymentConfig,
    @Doc("What the stack as a whole has.") @Nullable StackConfig stackConfig,
    @Doc("Limits that the finished template is held to.") @Nullable Guardrails guardrails,
    @Doc(
            value = "What the stack consists of, by name. Names are letters and digits.",
            example = "{jobs: {type: sqs-queue}}")
        @Required
        Map<String, Node> resources,
    @Doc(
            value = "CloudFormation resources as they stand in a template, by logical id.",
            example = "{MyTopic: {Type: 'AWS::SNS::Topic'}}")
        Map<String, Node.Mapping> cloudformationResources) {

  /** Stands for a top level that could not be read. */
  static final RootConfig NOTHING =
      new RootConfig(
          null, null, Map.of(), null, Map.of(), List.of(), null, null, null, Map.of(), Map.of());
}

package dev.stacktape.plan;

/**
 * One hot-swap: the code of a function becomes that of an artifact, without CloudFormation.
 *
 * @param resourceName the function in the config
 * @param logicalId its CloudFormation resource
 * @param functionName its physical name
 * @param artifactName the artifact that it gets
 */
public record SwapOperation(
    String resourceName, String logicalId, String functionName, String artifactName) {}

package dev.stacktape.name;

/**
 * Logical ids of CloudFormation resources, keys of outputs and names of exports. {@code overrides}
 * and {@code $CfResourceParam} in configs depend on them.
 */
public final class LogicalId {
  /** CloudFormation's limit on a logical id. */
  public static final int MAX_LENGTH = 255;

  private LogicalId() {}

  /**
   * The parts in PascalCase one after another, by convention the resource's name, what tells
   * several apart, and the last segment of the CloudFormation type: {@code of("myApi", "Stage")} is
   * {@code MyApiStage}.
   */
  public static String of(String resourceName, String... parts) {
    return Words.pascal(resourceName + "-" + String.join("-", parts));
  }

  /** The key of the output that shows a parameter of a resource: {@code MyFnArn}. */
  public static String output(String resourceName, String param) {
    return of(resourceName, param);
  }

  /** The name under which a stack exports an output: {@code ProjDevApiUrl}. */
  public static String export(String stackName, String outputKey) {
    return of(stackName, outputKey);
  }
}

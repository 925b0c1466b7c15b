package dev.stacktape.deploy;

import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.Template;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;

/**
 * Removes versions of functions that nothing leads to any more. CloudFormation keeps each, so that
 * a rollback finds it, and Lambda's room for code is limited for the account as a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html">Versions
 *     of functions</a>
 */
public final class FunctionVersions {
  /** How many a function keeps, the one with the traffic among them. */
  static final int KEPT = 10;

  /** What has piled up goes over several deployments, so that none takes long. */
  static final int MOST_AT_ONCE = 20;

  private static final String VERSION = "AWS::Lambda::Version";

  private final CloudFormationClient cloudFormation;
  private final LambdaClient lambda;
  private final EventListener events;

  /** Removes through these clients. */
  public FunctionVersions(
      CloudFormationClient cloudFormation, LambdaClient lambda, EventListener events) {
    this.cloudFormation = cloudFormation;
    this.lambda = lambda;
    this.events = events;
  }

  /**
   * Removes what is too old of the functions that publish versions. What AWS refuses is a warning:
   * the deployment is done.
   *
   * @param template that is deployed
   */
  public void prune(String stackName, Template template) {
    Set<String> publishing = publishing(template);
    if (publishing.isEmpty()) {
      return;
    }
    try {
      Map<String, StackResourceSummary> resources = Stacks.resources(cloudFormation, stackName);
      for (String id : publishing) {
        StackResourceSummary function = resources.get(id);
        if (function != null && function.physicalResourceId() != null) {
          prune(function.physicalResourceId());
        }
      }
    } catch (AwsServiceException refused) {
      events.on(
          new Event.Warned(
              DeployCode.VERSIONS_NOT_REMOVED
                  .warning("AWS does not let old versions of functions go: " + refused.getMessage())
                  .hint(
                      "Allow lambda:ListVersionsByFunction, lambda:ListAliases and"
                          + " lambda:DeleteFunction, or remove them yourself.")));
    }
  }

  /** The logical ids of functions with a version in the template. */
  private static Set<String> publishing(Template template) {
    Set<String> functions = new LinkedHashSet<>();
    template
        .resources()
        .forEach(
            (id, resource) -> {
              if (resource.type().equals(VERSION)) {
                functions.addAll(function(resource, template));
              }
            });
    return functions;
  }

  private static List<String> function(CfnResource version, Template template) {
    return template.resources().keySet().stream()
        .filter(id -> Fn.ref(id).equals(version.properties().get("FunctionName")))
        .toList();
  }

  private void prune(String function) {
    List<String> numbers =
        lambda
            .listVersionsByFunctionPaginator(list -> list.functionName(function))
            .versions()
            .stream()
            .map(FunctionConfiguration::version)
            .filter(version -> !version.equals("$LATEST"))
            .sorted(Comparator.<String>comparingLong(Long::parseLong).reversed())
            .toList();
    if (numbers.size() <= KEPT) {
      return;
    }
    Set<String> used = used(function);
    List<String> old =
        numbers.stream().skip(KEPT).filter(version -> !used.contains(version)).toList();
    // The oldest first.
    List<String> due = old.subList(Math.max(0, old.size() - MOST_AT_ONCE), old.size());
    long removed = due.stream().filter(version -> remove(function, version)).count();
    if (removed > 0) {
      events.on(
          new Event.Noted(
              "%s: %d old versions removed, %d kept."
                  .formatted(function, removed, numbers.size() - removed)));
    }
  }

  /** False where CloudFront still has copies of it, which go some hours after their last use. */
  private boolean remove(String function, String version) {
    try {
      lambda.deleteFunction(delete -> delete.functionName(function).qualifier(version));
      return true;
    } catch (InvalidParameterValueException refused) {
      if (String.valueOf(refused.getMessage()).contains("replicated function")) {
        return false;
      }
      throw refused;
    }
  }

  /** Those that an alias leads to, with all or with a part of its traffic. */
  private Set<String> used(String function) {
    Set<String> used = new HashSet<>();
    for (AliasConfiguration alias :
        lambda.listAliasesPaginator(list -> list.functionName(function)).aliases()) {
      used.add(alias.functionVersion());
      if (alias.routingConfig() != null) {
        used.addAll(alias.routingConfig().additionalVersionWeights().keySet());
      }
    }
    return used;
  }
}

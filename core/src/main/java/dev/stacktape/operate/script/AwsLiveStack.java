package dev.stacktape.operate.script;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsErrors;
import dev.stacktape.deploy.DeployedStackReader;
import dev.stacktape.deploy.Stacks;
import dev.stacktape.deploy.SwapRecords;
import dev.stacktape.name.Target;
import dev.stacktape.plan.DeployedStack;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Reference;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.model.Export;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A stack as AWS tells of it; what was read once is not asked for again. */
public final class AwsLiveStack implements LiveStack {
  private final AwsClients clients;
  private final Target target;
  private @Nullable DeployedStack deployed;
  private @Nullable Map<String, StackResourceSummary> resources;

  /** The stack of a target. Nothing is read yet. */
  public AwsLiveStack(AwsClients clients, Target target) {
    this.clients = clients;
    this.target = target;
  }

  @Override
  public Optional<String> physicalId(String logicalId) {
    return Optional.ofNullable(resources().get(logicalId))
        .map(StackResourceSummary::physicalResourceId);
  }

  /** CloudFormation tells attributes in outputs only; some follow from the id. */
  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    Reference wanted = new Reference(Reference.Kind.ATTRIBUTE, logicalId, attribute, List.of());
    DeployedStack stack = deployed();
    return stack.template().outputs().entrySet().stream()
        .filter(
            output ->
                output.getValue() instanceof Map<?, ?> map && wanted.isAllOf(map.get("Value")))
        .map(output -> stack.outputs().get(output.getKey()))
        .findFirst()
        .or(() -> known(logicalId, attribute));
  }

  private Optional<String> known(String logicalId, String attribute) {
    StackResourceSummary resource = resources().get(logicalId);
    return resource == null || resource.physicalResourceId() == null
        ? Optional.empty()
        : new KnownAttributes(target, partition())
            .of(resource.resourceType(), resource.physicalResourceId(), attribute);
  }

  @Override
  public Optional<String> pseudoParameter(String name) {
    return switch (name) {
      case "Region" -> Optional.of(target.region());
      case "AccountId" -> Optional.of(target.account());
      case "StackName" -> Optional.of(target.stackName());
      case "StackId" -> Optional.ofNullable(deployed().stackId());
      case "Partition" -> Optional.of(partition());
      case "URLSuffix" ->
          Optional.of(partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com");
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> exported(String name) {
    return clients.cloudFormation().listExportsPaginator(request -> {}).exports().stream()
        .filter(export -> export.name().equals(name))
        .map(Export::value)
        .findFirst();
  }

  @Override
  public Optional<String> secret(String id, String stage, String version) {
    try {
      GetSecretValueResponse secret =
          clients
              .secretsManager()
              .getSecretValue(
                  get -> {
                    get.secretId(id);
                    if (!version.isEmpty()) {
                      get.versionId(version);
                    } else if (!stage.isEmpty()) {
                      get.versionStage(stage);
                    }
                  });
      return Optional.of(
          secret.secretString() != null
              ? secret.secretString()
              : Base64.getEncoder().encodeToString(secret.secretBinary().asByteArray()));
    } catch (ResourceNotFoundException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Parameter> parameter(String name) {
    try {
      var parameter =
          clients.ssm().getParameter(get -> get.name(name).withDecryption(true)).parameter();
      return Optional.of(
          new Parameter(parameter.value(), parameter.type() == ParameterType.SECURE_STRING));
    } catch (ParameterNotFoundException | ParameterVersionNotFoundException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Map<String, String> credentials(String role, String session) {
    String arn = "arn:%s:iam::%s:role/%s".formatted(partition(), target.account(), role);
    try {
      Credentials credentials =
          clients
              .sts()
              .assumeRole(assume -> assume.roleArn(arn).roleSessionName(fit(session)))
              .credentials();
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
      variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      variables.put("AWS_SESSION_TOKEN", credentials.sessionToken());
      return variables;
    } catch (AwsServiceException refused) {
      if (!AwsErrors.code(refused).startsWith("AccessDenied")) {
        throw refused;
      }
      throw StacktapeException.cloud(refused(role, refused), refused);
    }
  }

  private static Problem refused(String role, AwsServiceException refused) {
    return ScriptCode.SCRIPT_ROLE_REFUSED
        .error("AWS refuses the role `" + role + "`: " + AwsErrors.message(refused))
        .hint(
            "A role lets scripts in once the config names its resource under"
                + " `assumeRoleOfResource` and the stack is deployed; whoever runs the script needs"
                + " sts:AssumeRole on it.");
  }

  /** AWS takes 2 to 64 letters, digits and a few signs. */
  private static String fit(String session) {
    String clean = session.replaceAll("[^\\w+=,.@-]", "-");
    return clean.length() > 64 ? clean.substring(0, 64) : clean;
  }

  private String partition() {
    return Region.of(target.region()).metadata() == null
        ? "aws"
        : Region.of(target.region()).metadata().partition().id();
  }

  private DeployedStack deployed() {
    if (deployed == null) {
      deployed =
          new DeployedStackReader(
                  clients.cloudFormation(), clients.lambda(), new SwapRecords(clients.s3()))
              .read(target.stackName());
    }
    return deployed;
  }

  private Map<String, StackResourceSummary> resources() {
    if (resources == null) {
      String stackId = deployed().stackId();
      resources = stackId == null ? Map.of() : Stacks.resources(clients.cloudFormation(), stackId);
    }
    return resources;
  }
}

package dev.stacktape.deploy;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Compares the code that runs with the code that the deployed template names. They differ after a
 * hot-swap, and after somebody changed a function by hand.
 */
public final class LiveCode {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final int AT_ONCE = 8;

  private final CloudFormationClient cloudFormation;
  private final LambdaClient lambda;
  private final S3Client s3;

  /** Compares through these clients. */
  public LiveCode(CloudFormationClient cloudFormation, LambdaClient lambda, S3Client s3) {
    this.cloudFormation = cloudFormation;
    this.lambda = lambda;
    this.s3 = s3;
  }

  /**
   * Logical ids of the functions whose live code is not the template's. A function whose artifact
   * says nothing about its SHA-256, or that is gone, is not among them.
   *
   * @param resources of the stack
   */
  public Set<String> swapped(String stackId, Collection<StackResourceSummary> resources) {
    List<StackResourceSummary> functions =
        resources.stream()
            .filter(resource -> resource.resourceType().equals(FUNCTION))
            .filter(resource -> resource.physicalResourceId() != null)
            .toList();
    if (functions.isEmpty()) {
      return Set.of();
    }
    Template template =
        TemplateText.parse(
            cloudFormation
                .getTemplate(
                    request -> request.stackName(stackId).templateStage(TemplateStage.ORIGINAL))
                .templateBody(),
            "the deployed template");
    Set<String> swapped = new LinkedHashSet<>();
    Parallel.map(
            AT_ONCE,
            functions,
            function ->
                new SimpleImmutableEntry<>(
                    function.logicalResourceId(), isSwapped(template, function)))
        .forEach(
            one -> {
              if (one.getValue()) {
                swapped.add(one.getKey());
              }
            });
    return swapped;
  }

  private boolean isSwapped(Template template, StackResourceSummary function) {
    Optional<String> wanted = sha256(template.resources().get(function.logicalResourceId()));
    if (wanted.isEmpty()) {
      return false;
    }
    try {
      String live =
          lambda
              .getFunction(get -> get.functionName(function.physicalResourceId()))
              .configuration()
              .codeSha256();
      return live != null && !live.equals(wanted.get());
    } catch (ResourceNotFoundException gone) {
      return false;
    }
  }

  private Optional<String> sha256(@Nullable CfnResource function) {
    if (function != null
        && function.properties().get("Code") instanceof Map<?, ?> code
        && code.get("S3Bucket") instanceof String bucket
        && code.get("S3Key") instanceof String key) {
      return S3Heads.object(s3, bucket, key)
          .flatMap(head -> Optional.ofNullable(head.metadata().get(Uploads.SHA256)));
    }
    return Optional.empty();
  }
}

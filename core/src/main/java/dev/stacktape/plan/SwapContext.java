package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a hot-swap rule may know beyond the change itself.
 *
 * @param before the deployed template with its parameters filled in
 * @param wanted likewise
 * @param wantedCode the digest of the code that is to run, by logical id
 */
record SwapContext(
    Target target,
    DeployedStack stack,
    Template before,
    Template wanted,
    Map<String, ResourceOrigin> origins,
    Map<String, String> wantedCode) {

  /** What a person calls the resource: its name in the config, else its logical id. */
  String nameOf(String logicalId) {
    String name = resourceName(logicalId);
    return name == null ? logicalId : name;
  }

  /** Whether the code that is to run is an artifact of this project. */
  boolean hasArtifact(String logicalId) {
    return wantedCode.containsKey(logicalId) && resourceName(logicalId) != null;
  }

  /** Whether other code than what is to run is known to run. */
  boolean runsOtherCode(String logicalId) {
    String live = stack.liveCode().get(logicalId);
    return hasArtifact(logicalId) && live != null && !live.equals(wantedCode.get(logicalId));
  }

  /** Whether the code that is to run is known to run. */
  boolean runsWantedCode(String logicalId) {
    String wantedDigest = wantedCode.get(logicalId);
    return wantedDigest != null && wantedDigest.equals(stack.liveCode().get(logicalId));
  }

  /** What an earlier hot-swap left, null where there was none. */
  @Nullable SwapRecord record(String logicalId) {
    return stack.swaps().get(logicalId);
  }

  /** What an earlier hot-swap left different. */
  List<String> recorded(String logicalId) {
    SwapRecord record = record(logicalId);
    return record == null ? List.of() : record.differing();
  }

  KnownValues wantedValues() {
    return new KnownValues(target, stack, wanted);
  }

  KnownValues deployedValues() {
    return new KnownValues(target, stack, before);
  }

  /** AWS's id of a resource of the stack: as read, else by its name in the template. */
  Optional<String> physicalId(String logicalId, String nameProperty) {
    String read = stack.physicalIds().get(logicalId);
    return read != null
        ? Optional.of(read)
        : wantedValues().text(wantedResource(logicalId).properties().get(nameProperty));
  }

  CfnResource wantedResource(String logicalId) {
    return Objects.requireNonNull(wanted.resources().get(logicalId));
  }

  /** Names what is wanted of a resource. */
  String digest(String logicalId) {
    String text =
        TemplateText.toCompactJson(
            Template.empty().withResources(Map.of("It", wantedResource(logicalId))));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  SwapOperation.Subject subject(String logicalId, String physicalId, List<String> differing) {
    return new SwapOperation.Subject(
        nameOf(logicalId),
        logicalId,
        wantedResource(logicalId).type(),
        physicalId,
        differing,
        digest(logicalId));
  }

  private @Nullable String resourceName(String logicalId) {
    return origins.getOrDefault(logicalId, ResourceOrigin.STACK).resourceName();
  }
}

package dev.stacktape.operate.stages;

import dev.stacktape.deploy.Stacks;
import dev.stacktape.deploy.StageLifetime;
import dev.stacktape.deploy.Versions;
import dev.stacktape.name.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

/** Finds the stages of a project by the tags of their stacks. Changes nothing. */
public final class StageReading {
  private final CloudFormationClient cloudFormation;
  private final S3Client s3;
  private final Versions versions;

  /** Reads through these. */
  public StageReading(CloudFormationClient cloudFormation, S3Client s3) {
    this.cloudFormation = cloudFormation;
    this.s3 = s3;
    this.versions = new Versions(s3);
  }

  /** The stages of the project of a target, in its account and region, by name. */
  public List<Stage> of(Target target, Instant now) {
    List<Stage> stages = new ArrayList<>();
    for (Stack stack : cloudFormation.describeStacksPaginator(all -> {}).stacks()) {
      Optional<String> name = tag(stack, "stp:stage");
      boolean ours = tag(stack, "stp:project-name").filter(target.project()::equals).isPresent();
      if (ours && name.isPresent()) {
        Target stage = new Target(target.project(), name.get(), target.region(), target.account());
        // Companion stacks and copies carry the tags of a stage, and are not its stack.
        if (stage.stackName().equals(stack.stackName())) {
          stages.add(stage(stage, stack, now));
        }
      }
    }
    stages.sort(Comparator.comparing(stage -> stage.target().stage()));
    return stages;
  }

  private Stage stage(Target target, Stack stack, Instant now) {
    Optional<StageLifetime> lifetime = StageLifetime.read(s3, target.deploymentBucket());
    Instant lastActivity =
        Stream.of(
                Optional.of(Stacks.lastChanged(stack)),
                versions
                    .newest(target.deploymentBucket())
                    .map(version -> Instant.parse(version.time())),
                lifetime.map(given -> Instant.parse(given.since())))
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return new Stage(
        target,
        stack.stackStatusAsString(),
        lastActivity,
        lifetime.map(given -> Duration.ofSeconds(given.seconds())).orElse(null),
        Boolean.TRUE.equals(stack.enableTerminationProtection()),
        now);
  }

  private static Optional<String> tag(Stack stack, String key) {
    return stack.tags().stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
  }
}

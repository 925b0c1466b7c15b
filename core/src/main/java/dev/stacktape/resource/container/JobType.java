package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.RoleStatements;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.resource.packaging.ImageCode;
import dev.stacktape.resource.packaging.JobDockerfileBuild;
import dev.stacktape.resource.packaging.JobImagePackaging;
import dev.stacktape.resource.packaging.JobPrebuiltImage;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code batch-job}: a container that runs to its end on machines of AWS Batch, started through a
 * state machine by events, by connected workloads or by hand.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-batch-jobdefinition.html">AWS::Batch::JobDefinition</a>
 */
public final class JobType implements ResourceType<JobProperties> {
  /** AWS Batch offers no graphics machines with ARM processors here, and no choice besides. */
  private static final String ARCHITECTURE = "x86_64";

  private static final int SHORTEST_TIMEOUT = 60;

  @Override
  public String word() {
    return "batch-job";
  }

  @Override
  public Class<JobProperties> propertiesType() {
    return JobProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<JobProperties> job) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<JobProperties> job, StackView stack) {
    JobNames names = new JobNames(job.name(), stack);
    return Params.none()
        .with("jobDefinitionArn", Fn.ref(names.definitionId()))
        .with("stateMachineArn", Fn.ref(names.stateMachineId()))
        .withIf(
            ContainerLogs.areKept(job.properties().logging()),
            "logGroupArn",
            Fn.getAtt(names.part("LogGroup"), "Arn"),
            "its logs are disabled");
  }

  @Override
  public Optional<Access> access(Resource<JobProperties> job, StackView stack) {
    return Optional.of(new Access(JobStateMachine.use(job, stack), params(job, stack).values()));
  }

  @Override
  public void check(Inspection<JobProperties> inspection) {
    JobProperties job = inspection.properties();
    new JobNames(inspection.resource().name(), inspection.stack()).check(inspection);
    image(job).check(inspection);
    if (job.resources().cpu() < 1 || job.resources().cpu() != Math.rint(job.resources().cpu())) {
      inspection.report(
          VALUE_INVALID
              .error("A job gets whole processors, not %s.".formatted(job.resources().cpu()))
              .hint(
                  "Write `cpu: %d`."
                      .formatted((int) Math.ceil(Math.max(1, job.resources().cpu())))),
          "resources",
          "cpu");
    }
    if (job.timeout() != null && job.timeout() < SHORTEST_TIMEOUT) {
      inspection.report(
          VALUE_INVALID
              .error(
                  "The shortest `timeout` that AWS Batch takes is %d.".formatted(SHORTEST_TIMEOUT))
              .hint("Write `timeout: %d`.".formatted(SHORTEST_TIMEOUT)),
          "timeout");
    }
    JobTriggers.check(inspection);
    Connections.check(inspection, job.connectTo(), "connectTo", true);
    RoleStatements.check(inspection, job.iamRoleStatements());
  }

  @Override
  public void checkSupport(Inspection<JobProperties> inspection) {
    JobTriggers.checkSupport(inspection);
  }

  private static ImageCode image(JobProperties job) {
    return new ImageCode(
        job.container().packaging(), "default", ARCHITECTURE, "container", "packaging");
  }

  @Override
  public void contribute(Contribution<JobProperties> to) {
    JobNames names = new JobNames(to.name(), to.stack());
    Connections connections = Connections.of(to.properties().connectTo(), to.stack());
    connections.contributeSecrets(to);
    JobFleet.of(to.properties()).contribute(to);
    JobFleet.letIn(to, connections);
    ContainerLogging logging = to.properties().logging();
    if (ContainerLogs.areKept(logging)) {
      String group = names.part("LogGroup");
      to.add(group, ContainerLogs.group(names.logGroupName(), logging), "logging");
      LogForwarder.contribute(
          to,
          logging == null ? null : logging.logForwarding(),
          List.of(group),
          "logging",
          "logForwarding");
    }
    to.add(
        names.part("Role"),
        TaskRole.of(
            names.roleName(), to.properties().iamRoleStatements(), connections.statements()));
    addDefinition(to, names, connections);
    JobStateMachine.contribute(to, names);
    JobTriggers.contribute(to, names);
  }

  private static void addDefinition(
      Contribution<JobProperties> to, JobNames names, Connections connections) {
    JobProperties job = to.properties();
    ImageSpec image = image(job).of(to);
    to.add(image);
    ContainerEnvironment environment =
        ContainerEnvironment.of(job.container().environment(), connections);
    List<Map<String, Object>> variables = new ArrayList<>(environment.variables());
    variables.add(
        new Tree().with("Name", "AWS_REGION").with("Value", Fn.ref("AWS::Region")).build());
    to.add(
        names.definitionId(),
        CfnResource.of(
            "AWS::Batch::JobDefinition",
            new Tree()
                .with("JobDefinitionName", names.definitionName())
                .with("Type", "container")
                .with("PlatformCapabilities", List.of("EC2"))
                .with(
                    "ContainerProperties",
                    new Tree()
                        .with("Image", image.token())
                        .with("Command", command(job.container().packaging()))
                        .with("JobRoleArn", Fn.getAtt(names.part("Role"), "Arn"))
                        .with("ExecutionRoleArn", ExecutionRole.contribute(to))
                        .with("ResourceRequirements", requirements(job))
                        .with("Environment", variables)
                        .with("Secrets", environment.secrets())
                        .with("LogConfiguration", logs(job, names)))
                .with(
                    "Timeout",
                    job.timeout() == null ? null : Map.of("AttemptDurationSeconds", job.timeout()))
                .with("Tags", to.stack().tags().byKey())
                .build()));
  }

  private static List<String> command(JobImagePackaging packaging) {
    if (packaging instanceof JobPrebuiltImage image) {
      return image.command();
    }
    if (packaging instanceof JobDockerfileBuild build) {
      return build.command();
    }
    return List.of();
  }

  private static List<Map<String, Object>> requirements(JobProperties job) {
    List<Map<String, Object>> requirements = new ArrayList<>();
    requirements.add(requirement("VCPU", job.resources().cpu().longValue()));
    requirements.add(requirement("MEMORY", job.resources().memory()));
    if (JobFleet.gpus(job) > 0) {
      requirements.add(requirement("GPU", JobFleet.gpus(job)));
    }
    return requirements;
  }

  private static Map<String, Object> requirement(String type, Number value) {
    return new Tree().with("Type", type).with("Value", String.valueOf(value)).build();
  }

  private static @Nullable Tree logs(JobProperties job, JobNames names) {
    return ContainerLogs.areKept(job.logging())
        ? ContainerLogs.toGroup(Fn.ref(names.part("LogGroup")), "batch")
        : null;
  }
}

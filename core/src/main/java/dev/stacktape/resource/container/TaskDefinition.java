package dev.stacktape.resource.container;

import dev.stacktape.artifact.ImageSpec;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.function.Architecture;
import dev.stacktape.resource.packaging.DockerfileBuild;
import dev.stacktape.resource.packaging.ExternalBuildpack;
import dev.stacktape.resource.packaging.ImageCode;
import dev.stacktape.resource.packaging.ImagePackaging;
import dev.stacktape.resource.packaging.PrebuiltImage;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The task definition of a workload: its containers and what they can use together.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html">AWS::ECS::TaskDefinition</a>
 */
final class TaskDefinition {
  private static final int UNITS_PER_CPU = 1024;
  private static final int DEFAULT_STOP_SECONDS = 2;

  private final Contribution<WorkloadProperties> to;
  private final WorkloadNames names;
  private final Connections connections;
  private final ContainerVolumes volumes;
  private final ContainerLinks links;

  TaskDefinition(
      Contribution<WorkloadProperties> to,
      WorkloadNames names,
      Connections connections,
      ContainerVolumes volumes) {
    this.to = to;
    this.names = names;
    this.connections = connections;
    this.volumes = volumes;
    this.links =
        to.properties().hasMachines() ? ContainerLinks.of(to.properties()) : ContainerLinks.none();
  }

  static String portName(int port) {
    return "port-" + port;
  }

  void contribute() {
    ContainerResources resources = to.properties().resources();
    boolean hasMachines = to.properties().hasMachines();
    String architecture = architecture(to.properties());
    List<Map<String, Object>> containers = new ArrayList<>();
    for (int i = 0; i < to.properties().containers().size(); i++) {
      containers.add(container(i, architecture));
    }
    to.add(
        names.taskDefinitionId(),
        CfnResource.of(
            "AWS::ECS::TaskDefinition",
            new Tree()
                .with("Family", names.familyName())
                .with("NetworkMode", hasMachines ? "bridge" : "awsvpc")
                .with("RequiresCompatibilities", List.of(hasMachines ? "EC2" : "FARGATE"))
                .with("Cpu", units(resources.cpu()))
                .with("Memory", String.valueOf(Machines.memory(resources)))
                .with(
                    "RuntimePlatform",
                    hasMachines
                        ? null
                        : new Tree()
                            .with("OperatingSystemFamily", "LINUX")
                            .with(
                                "CpuArchitecture",
                                architecture.equals("arm64") ? "ARM64" : "X86_64"))
                .with("ExecutionRoleArn", ExecutionRole.contribute(to))
                .with("TaskRoleArn", Fn.getAtt(names.roleId(), "Arn"))
                .with("ContainerDefinitions", containers)
                .with("Volumes", volumes.volumes())
                .build()));
  }

  /** The processor that the images are built for: {@code x86_64} or {@code arm64}. */
  static String architecture(WorkloadProperties workload) {
    if (workload.hasMachines()) {
      return Machines.architecture(workload.resources().instanceTypes().get(0));
    }
    Architecture wanted = workload.resources().architecture();
    return Tree.textOf(wanted == null ? Architecture.X86_64 : wanted);
  }

  private static @Nullable String units(@Nullable Cpu cpu) {
    return cpu == null
        ? null
        : String.valueOf(Math.round(Double.parseDouble(Tree.textOf(cpu)) * UNITS_PER_CPU));
  }

  private Map<String, Object> container(int index, String architecture) {
    WorkloadContainer container = to.properties().containers().get(index);
    ImageSpec image = image(container, index, architecture).of(to);
    to.add(image);
    ContainerEnvironment environment =
        ContainerEnvironment.of(container.environment(), connections);
    return new Tree()
        .with("Name", container.name())
        .with("Image", image.token())
        .with("RepositoryCredentials", credentials(container.packaging()))
        .with("EntryPoint", entryPoint(container.packaging()))
        .with("Command", command(container.packaging()))
        .with("Essential", !Boolean.FALSE.equals(container.essential()))
        .with(
            "StopTimeout",
            container.stopTimeout() == null ? DEFAULT_STOP_SECONDS : container.stopTimeout())
        .with("DependsOn", dependencies(container))
        .with("PortMappings", ports(container))
        .with("Links", links.from(container.name()))
        .with("MountPoints", volumes.mountPoints(container))
        .with("Environment", environment.variables())
        .with("Secrets", environment.secrets())
        .with("LinuxParameters", linux())
        .with("HealthCheck", healthCheck(container.internalHealthCheck()))
        .with("LogConfiguration", ContainerLogs.configuration(container, names))
        .build();
  }

  /** What opens a shell leaves processes behind, which somebody must clear away. */
  private @Nullable Map<String, Object> linux() {
    return Boolean.TRUE.equals(to.properties().enableRemoteSessions())
        ? Map.of("InitProcessEnabled", true)
        : null;
  }

  private ImageCode image(WorkloadContainer container, int index, String architecture) {
    return new ImageCode(
        container.packaging(),
        container.name(),
        architecture,
        ContainerPlace.of(to.resource(), index, "packaging"));
  }

  private static @Nullable Map<String, String> credentials(ImagePackaging packaging) {
    return packaging instanceof PrebuiltImage image
            && image.repositoryCredentialsSecretArn() != null
        ? Map.of("CredentialsParameter", image.repositoryCredentialsSecretArn())
        : null;
  }

  private static List<String> entryPoint(ImagePackaging packaging) {
    if (packaging instanceof PrebuiltImage image) {
      return image.entryPoint();
    }
    return packaging instanceof DockerfileBuild build ? build.entryPoint() : List.of();
  }

  private static List<String> command(ImagePackaging packaging) {
    if (packaging instanceof PrebuiltImage image) {
      return image.command();
    }
    if (packaging instanceof DockerfileBuild build) {
      return build.command();
    }
    return packaging instanceof ExternalBuildpack buildpack ? buildpack.command() : List.of();
  }

  private static List<Map<String, Object>> dependencies(WorkloadContainer container) {
    return container.dependsOn().stream()
        .map(
            dependency ->
                new Tree()
                    .with("ContainerName", dependency.containerName())
                    .with("Condition", dependency.condition())
                    .build())
        .toList();
  }

  private List<Map<String, Object>> ports(WorkloadContainer container) {
    boolean hasMachines = to.properties().hasMachines();
    Map<Integer, @Nullable ServiceProtocol> ports = new LinkedHashMap<>();
    for (ContainerEvent event : container.events()) {
      if (hasMachines && event instanceof ContainerEvent.Internal) {
        // Links need no port of the machine.
        continue;
      }
      ServiceProtocol protocol =
          event instanceof ContainerEvent.ServiceConnect connect ? connect.protocol() : null;
      if (protocol != null || !ports.containsKey(event.containerPort())) {
        ports.put(event.containerPort(), protocol);
      }
    }
    List<Map<String, Object>> mappings = new ArrayList<>();
    ports.forEach(
        (port, protocol) ->
            mappings.add(
                new Tree()
                    .with("Name", portName(port))
                    .with("ContainerPort", port)
                    .with("HostPort", hasMachines ? 0 : port)
                    .with("Protocol", "tcp")
                    .with("AppProtocol", protocol)
                    .build()));
    return mappings;
  }

  private static @Nullable Tree healthCheck(@Nullable HealthCheck check) {
    return check == null
        ? null
        : new Tree()
            .with("Command", check.healthCheckCommand())
            .with("Interval", check.intervalSeconds())
            .with("Timeout", check.timeoutSeconds())
            .with("Retries", check.retries())
            .with("StartPeriod", check.startPeriodSeconds());
  }
}

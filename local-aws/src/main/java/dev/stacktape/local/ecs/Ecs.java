package dev.stacktape.local.ecs;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.ResourceProvider.Settling;
import dev.stacktape.local.ecs.EcsService.Rollout;
import dev.stacktape.local.ecs.EcsService.StoppedTask;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.value.Document;
import dev.stacktape.local.value.StableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon ECS: task definitions can be registered, services updated and watched, and tasks listed.
 * No container runs. A service that was updated is stable when it is looked at for the second time;
 * a fault injected for the name of a service makes its next deployment fail as the circuit breaker
 * fails it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">ECS API</a>
 */
public final class Ecs implements AwsService {
  private static final JsonProtocol PROTOCOL = JsonProtocol.version11("com.amazonaws.ecs.model");

  private final LocalContext context;
  private final TaskDefinitions definitions;
  private final EcsServices services;

  /** Begins with what the state folder holds. */
  public Ecs(LocalContext context) {
    this.context = context;
    this.definitions = new TaskDefinitions(context);
    this.services = new EcsServices(context);
  }

  @Override
  public String signingName() {
    return "ecs";
  }

  @Override
  public List<ResourceProvider> providers() {
    return List.of(new TaskDefinitionProvider(definitions), new ServiceProvider(services));
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    Document input = Document.parse(request.text());
    String region = request.region();
    Document answer =
        switch (PROTOCOL.operation(request)) {
          case "RegisterTaskDefinition" -> register(region, input);
          case "DescribeTaskDefinition" -> describeDefinition(region, input);
          case "DeregisterTaskDefinition" -> deregister(region, input);
          case "UpdateService" -> update(region, input);
          case "DescribeServices" -> describeServices(region, input);
          case "ListServices" -> listServices(region, input);
          case "ListTasks" -> listTasks(region, input);
          case "DescribeTasks" -> describeTasks(region, input);
          default ->
              throw new AwsError(
                  400,
                  "UnknownOperationException",
                  "The embedded AWS has no operation ECS " + PROTOCOL.operation(request));
        };
    return AwsResponse.json(200, PROTOCOL.contentType(), answer.json());
  }

  // ---- task definitions ----

  private Document register(String region, Document input) {
    Map<String, String> tags = new LinkedHashMap<>();
    input.documents("tags").forEach(tag -> tags.put(tag.required("key"), tag.text("value", "")));
    return described(definitions.register(region, input.values(), tags, ""), true);
  }

  private Document describeDefinition(String region, Document input) {
    return described(
        definitions.get(region, input.required("taskDefinition")),
        input.texts("include").contains("TAGS"));
  }

  private Document deregister(String region, Document input) {
    TaskDefinitions.Registered inactive =
        definitions.deregister(region, input.required("taskDefinition"));
    if (inactive == null) {
      throw new AwsError(400, "ClientException", "The specified task definition does not exist.");
    }
    return described(inactive, false);
  }

  private static Document described(TaskDefinitions.Registered registered, boolean withTags) {
    Document answer = Document.empty().with("taskDefinition", registered.definition());
    List<Object> tags = new ArrayList<>();
    registered.tags().forEach((key, value) -> tags.add(Map.of("key", key, "value", value)));
    return withTags ? answer.with("tags", tags) : answer;
  }

  // ---- services ----

  private Document update(String region, Document input) {
    EcsService service = services.get(region, input.text("cluster"), input.required("service"));
    String taskDefinition = input.text("taskDefinition");
    int desired = input.number("desiredCount", service.desiredCount());
    boolean deploys = taskDefinition != null || input.flag("forceNewDeployment", false);
    EcsService changed =
        deploys
            ? services.deploy(
                service,
                taskDefinition == null
                    ? service.taskDefinition()
                    : definitions.get(region, taskDefinition).arn(),
                desired,
                new Settling(
                    Duration.ZERO,
                    context.faults().takeResource(service.name(), Faults.Step.UPDATE)))
            : services.bring(service, service.taskDefinition(), desired, Settling.DONE);
    return Document.empty().with("service", described(changed));
  }

  private Document describeServices(String region, Document input) {
    List<Object> found = new ArrayList<>();
    List<Object> failures = new ArrayList<>();
    for (String name : input.texts("services")) {
      EcsService service = services.look(region, EcsServices.cluster(input.text("cluster")), name);
      if (service == null) {
        failures.add(Map.of("arn", name, "reason", "MISSING"));
      } else {
        found.add(described(service));
      }
    }
    return Document.empty().with("services", found).with("failures", failures);
  }

  private Document listServices(String region, Document input) {
    return Document.empty()
        .with(
            "serviceArns",
            services.in(region, input.text("cluster")).stream().map(EcsService::arn).toList());
  }

  private static Map<String, Object> described(EcsService service) {
    List<Object> deployments = new ArrayList<>();
    for (Rollout rollout : service.deployments()) {
      boolean primary = deployments.isEmpty();
      int wanted = primary ? service.desiredCount() : 0;
      boolean runs = rollout.state().equals("COMPLETED");
      Document described =
          Document.empty()
              .with("id", rollout.id())
              .with("status", primary ? "PRIMARY" : "ACTIVE")
              .with("taskDefinition", rollout.taskDefinition())
              .with("desiredCount", wanted)
              .with("runningCount", runs ? wanted : 0)
              .with("pendingCount", runs || !primary ? 0 : wanted)
              .with("failedTasks", rollout.state().equals("FAILED") ? 1 : 0)
              .with("rolloutState", rollout.state())
              .with("rolloutStateReason", rollout.reason())
              .with("createdAt", rollout.created() / 1000.0);
      deployments.add(described.values());
    }
    return Document.empty()
        .with("serviceArn", service.arn())
        .with("serviceName", service.name())
        .with("clusterArn", clusterArn(service))
        .with("status", "ACTIVE")
        .with("desiredCount", service.desiredCount())
        .with("runningCount", service.desiredCount())
        .with("pendingCount", 0)
        .with("taskDefinition", service.taskDefinition())
        .with("deployments", deployments)
        .with("events", List.of())
        .values();
  }

  private static String clusterArn(EcsService service) {
    return service.arn().replace(":service/", ":cluster/").replaceFirst("/[^/]+$", "");
  }

  // ---- tasks ----

  private record Task(
      EcsService service, String arn, String taskDefinition, @Nullable StoppedTask stopped) {}

  private List<Task> tasks(String region, @Nullable String cluster) {
    List<Task> tasks = new ArrayList<>();
    for (EcsService service : services.in(region, cluster)) {
      for (int i = 0; i < service.desiredCount(); i++) {
        String id = StableId.of(service.arn() + i + service.taskDefinition()).substring(0, 32);
        String arn = clusterArn(service).replace(":cluster/", ":task/") + "/" + id;
        tasks.add(new Task(service, arn, service.taskDefinition(), null));
      }
      service
          .stopped()
          .forEach(one -> tasks.add(new Task(service, one.arn(), one.taskDefinition(), one)));
    }
    return tasks;
  }

  private Document listTasks(String region, Document input) {
    boolean stopped = input.text("desiredStatus", "RUNNING").equals("STOPPED");
    String service = input.text("serviceName");
    List<String> arns =
        tasks(region, input.text("cluster")).stream()
            .filter(task -> stopped == (task.stopped() != null))
            .filter(
                task ->
                    service == null
                        || task.service().arn().equals(service)
                        || task.service().name().equals(service))
            .map(Task::arn)
            .toList();
    return Document.empty().with("taskArns", arns);
  }

  private Document describeTasks(String region, Document input) {
    List<String> wanted = input.texts("tasks");
    List<Object> found = new ArrayList<>();
    for (Task task : tasks(region, input.text("cluster"))) {
      if (wanted.contains(task.arn())) {
        found.add(described(task));
      }
    }
    return Document.empty().with("tasks", found).with("failures", List.of());
  }

  private static Map<String, Object> described(Task task) {
    Document described =
        Document.empty()
            .with("taskArn", task.arn())
            .with("clusterArn", clusterArn(task.service()))
            .with("taskDefinitionArn", task.taskDefinition())
            .with("group", "service:" + task.service().name());
    StoppedTask stopped = task.stopped();
    if (stopped == null) {
      return described.with("lastStatus", "RUNNING").with("desiredStatus", "RUNNING").values();
    }
    return described
        .with("lastStatus", "STOPPED")
        .with("desiredStatus", "STOPPED")
        .with("createdAt", stopped.time() / 1000.0)
        .with("stoppedAt", stopped.time() / 1000.0)
        .with("stopCode", "EssentialContainerExited")
        .with("stoppedReason", "Essential container in task exited")
        .with(
            "containers", List.of(Map.of("name", "app", "exitCode", 1, "reason", stopped.reason())))
        .values();
  }
}

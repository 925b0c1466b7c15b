package dev.stacktape.local.ecs;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All task definitions. Thread-safe; every change is on disk when it returns. */
final class TaskDefinitions {
  /** What ECS adds; nobody registers it. */
  private static final Set<String> ADDED =
      Set.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "requiresAttributes",
          "compatibilities",
          "registeredAt",
          "registeredBy");

  private final LocalContext context;
  private final StateStore store;

  TaskDefinitions(LocalContext context) {
    this.context = context;
    this.store = new StateStore(context.folder("ecs").resolve("task-definitions"));
  }

  /**
   * A registered task definition.
   *
   * @param definition as ECS describes it, without tags
   * @param token of the CloudFormation operation that registered it; empty for others
   */
  record Registered(
      String region, Map<String, Object> definition, Map<String, String> tags, String token) {
    Document document() {
      return new Document(definition);
    }

    String arn() {
      return document().required("taskDefinitionArn");
    }
  }

  synchronized Registered register(
      String region, Map<String, Object> input, Map<String, String> tags, String token) {
    Document asked = new Document(input);
    String family = asked.required("family");
    if (asked.documents("containerDefinitions").isEmpty()) {
      throw new AwsError(400, "ClientException", "Container list cannot be empty.");
    }
    List<Registered> before = of(region, family);
    if (!token.isEmpty()) {
      for (Registered same : before) {
        if (same.token().equals(token)) {
          return same;
        }
      }
    }
    int revision =
        before.stream().mapToInt(one -> one.document().number("revision", 0)).max().orElse(0) + 1;
    Map<String, Object> definition = new LinkedHashMap<>(input);
    definition.keySet().removeAll(ADDED);
    definition.remove("tags");
    definition.put(
        "taskDefinitionArn",
        "arn:aws:ecs:%s:%s:task-definition/%s:%d"
            .formatted(region, context.account(), family, revision));
    definition.put("revision", revision);
    definition.put("status", "ACTIVE");
    definition.put("compatibilities", List.of("EC2", "FARGATE"));
    definition.put("registeredAt", context.clock().millis() / 1000.0);
    Registered made = new Registered(region, definition, tags, token);
    store.write(key(made), made);
    return made;
  }

  /**
   * By ARN, by family and revision, or the newest of a family.
   *
   * @throws AwsError when there is none
   */
  synchronized Registered get(String region, String name) {
    Registered found = find(region, name);
    if (found == null) {
      throw new AwsError(400, "ClientException", "Unable to describe task definition.");
    }
    return found;
  }

  private @Nullable Registered find(String region, String name) {
    String shortName = name.substring(name.lastIndexOf('/') + 1);
    int colon = shortName.indexOf(':');
    String family = colon < 0 ? shortName : shortName.substring(0, colon);
    return of(region, family).stream()
        .filter(
            one ->
                colon < 0
                    ? one.document().text("status", "").equals("ACTIVE")
                    : one.arn().endsWith("/" + shortName))
        .reduce((one, later) -> later)
        .orElse(null);
  }

  /** It can be described still, but not be run. */
  synchronized @Nullable Registered deregister(String region, String name) {
    Registered found = find(region, name);
    if (found == null) {
      return null;
    }
    Map<String, Object> definition = new LinkedHashMap<>(found.definition());
    definition.put("status", "INACTIVE");
    Registered inactive = new Registered(region, definition, found.tags(), found.token());
    store.write(key(inactive), inactive);
    return inactive;
  }

  /** Those of a family, by revision. */
  synchronized List<Registered> of(String region, String family) {
    return store.names().stream()
        .filter(key -> key.startsWith(region + "/" + family + ":"))
        .map(key -> store.read(key, Registered.class))
        .filter(Objects::nonNull)
        .toList();
  }

  private static String key(Registered registered) {
    Document definition = registered.document();
    return "%s/%s:%07d"
        .formatted(
            registered.region(), definition.required("family"), definition.number("revision", 0));
  }
}

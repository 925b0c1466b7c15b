package dev.stacktape.resource.loadbalancer;

import static dev.stacktape.resource.ResourceCode.EXACTLY_ONE_OF;
import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.HeaderCondition;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.event.QueryCondition;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests of an application load balancer go to a workload. The rule belongs to the workload
 * whose event asks for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html">Condition
 *     types</a>
 */
public final class ListenerRule {
  private static final int MAX_VALUES = 5;

  private ListenerRule() {}

  /**
   * Reports what is wrong with an event of a load balancer.
   *
   * @param path of its properties below those of the workload
   */
  public static void check(Inspection<?> inspection, LoadBalancerEvent event, Object... path) {
    inspection
        .reference(
            event.loadBalancerName(), LoadBalancerProperties.class, below(path, "loadBalancerName"))
        .ifPresent(balancer -> checkPort(inspection, balancer, event, path));
    int values = values(event);
    if (values == 0) {
      inspection.report(
          EXACTLY_ONE_OF
              .error("The event does not say which requests it is about.")
              .hint("Add `paths`, such as [\"*\"] for all."),
          path);
    } else if (values > MAX_VALUES) {
      inspection.report(
          VALUE_INVALID
              .error(
                  "The conditions have %d values, but a rule can have %d."
                      .formatted(values, MAX_VALUES))
              .hint("Write several events, each with a priority of its own."),
          path);
    }
  }

  private static void checkPort(
      Inspection<?> inspection,
      Resource<LoadBalancerProperties> balancer,
      LoadBalancerEvent event,
      Object... path) {
    Integer port = event.listenerPort();
    List<Listener> listeners = balancer.properties().listeners();
    String ports =
        listeners.stream()
            .map(listener -> String.valueOf(listener.port()))
            .collect(Collectors.joining(", "));
    if (listeners.isEmpty() && port != null) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "`%s` has no listeners of its own to choose from."
                      .formatted(event.loadBalancerName()))
              .hint("Remove `listenerPort`, or add `listeners` to the load balancer."),
          below(path, "listenerPort"));
    } else if (!listeners.isEmpty() && port == null) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error(
                  "`%s` has listeners of its own, so the event needs a `listenerPort`."
                      .formatted(event.loadBalancerName()))
              .hint("It is one of " + ports + "."),
          path);
    } else if (port != null && Listeners.find(balancer.properties(), port).isEmpty()) {
      inspection.report(
          VALUE_INVALID
              .error("`%s` does not listen on %d.".formatted(event.loadBalancerName(), port))
              .hint("It listens on " + ports + "."),
          below(path, "listenerPort"));
    }
  }

  private static int values(LoadBalancerEvent event) {
    return Stream.of(event.paths(), event.methods(), event.hosts(), event.sourceIps())
            .mapToInt(List::size)
            .sum()
        + event.headers().stream().mapToInt(header -> header.values().size()).sum()
        + event.queryParams().stream().mapToInt(param -> param.values().size()).sum();
  }

  /**
   * Adds the rule of an event that has passed its check.
   *
   * @param action what happens to the requests, an action of the template
   * @return the logical id of the rule
   */
  public static String add(
      Contribution<?> to, LoadBalancerEvent event, Map<String, Object> action, Object... origin) {
    Resource<LoadBalancerProperties> balancer = balancer(event, to.stack());
    return add(to, balancer, event, Listeners.portOf(balancer.properties(), event), action, origin);
  }

  /** The logical id of the rule of an event that has passed its check. */
  public static String logicalId(LoadBalancerEvent event, StackView stack) {
    Resource<LoadBalancerProperties> balancer = balancer(event, stack);
    return logicalId(balancer, event, Listeners.portOf(balancer.properties(), event));
  }

  private static String logicalId(
      Resource<LoadBalancerProperties> balancer, LoadBalancerEvent event, int port) {
    return LogicalId.of(
        balancer.name(), "Port" + port, "Priority" + event.priority(), "ListenerRule");
  }

  /** Adds a rule for the same requests on another port. */
  public static String add(
      Contribution<?> to,
      LoadBalancerEvent event,
      int port,
      Map<String, Object> action,
      Object... origin) {
    return add(to, balancer(event, to.stack()), event, port, action, origin);
  }

  /** The load balancer of an event while its workload adds to the template. */
  public static Resource<LoadBalancerProperties> balancer(
      Contribution<?> to, LoadBalancerEvent event) {
    return balancer(event, to.stack());
  }

  /** The load balancer that an event names that has passed its check. */
  public static Resource<LoadBalancerProperties> balancer(
      LoadBalancerEvent event, StackView stack) {
    return stack
        .find(event.loadBalancerName(), LoadBalancerProperties.class)
        .orElseThrow(
            () -> new IllegalStateException(event.loadBalancerName() + " has not been checked"));
  }

  private static String add(
      Contribution<?> to,
      Resource<LoadBalancerProperties> balancer,
      LoadBalancerEvent event,
      int port,
      Map<String, Object> action,
      Object... origin) {
    String id = logicalId(balancer, event, port);
    to.add(
        id,
        CfnResource.of(
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            new Tree()
                .with("ListenerArn", Fn.ref(LoadBalancerNames.listenerId(balancer.name(), port)))
                .with("Priority", event.priority())
                .with("Conditions", conditions(event))
                .with("Actions", List.of(action))
                .build()),
        origin);
    return id;
  }

  /** An action that passes requests on to one target group. */
  public static Map<String, Object> forwardTo(String targetGroupId) {
    return new Tree().with("Type", "forward").with("TargetGroupArn", Fn.ref(targetGroupId)).build();
  }

  /**
   * An action that passes requests on to a target group, and knows another one that a deployment
   * can move them to.
   */
  public static Map<String, Object> forwardTo(String targetGroupId, String otherId) {
    return new Tree()
        .with("Type", "forward")
        .with(
            "ForwardConfig",
            new Tree()
                .with("TargetGroups", List.of(weighted(targetGroupId, 1), weighted(otherId, 0))))
        .build();
  }

  private static Map<String, Object> weighted(String targetGroupId, int weight) {
    return new Tree().with("TargetGroupArn", Fn.ref(targetGroupId)).with("Weight", weight).build();
  }

  private static List<Map<String, Object>> conditions(LoadBalancerEvent event) {
    List<Map<String, Object>> conditions = new ArrayList<>();
    add(conditions, "path-pattern", "PathPatternConfig", event.paths());
    add(conditions, "http-request-method", "HttpRequestMethodConfig", event.methods());
    add(conditions, "host-header", "HostHeaderConfig", event.hosts());
    for (HeaderCondition header : event.headers()) {
      conditions.add(
          condition(
              "http-header",
              "HttpHeaderConfig",
              new Tree()
                  .with("HttpHeaderName", header.headerName())
                  .with("Values", header.values())));
    }
    for (QueryCondition param : event.queryParams()) {
      List<Map<String, Object>> values =
          param.values().stream()
              .map(value -> new Tree().with("Key", param.paramName()).with("Value", value).build())
              .toList();
      conditions.add(
          condition("query-string", "QueryStringConfig", new Tree().with("Values", values)));
    }
    add(conditions, "source-ip", "SourceIpConfig", event.sourceIps());
    return conditions;
  }

  private static void add(
      List<Map<String, Object>> conditions, String field, String key, List<String> values) {
    if (!values.isEmpty()) {
      conditions.add(condition(field, key, new Tree().with("Values", values)));
    }
  }

  private static Map<String, Object> condition(String field, String key, Tree config) {
    return new Tree().with("Field", field).with(key, config).build();
  }

  private static Object[] below(Object[] path, String key) {
    Object[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = key;
    return longer;
  }
}

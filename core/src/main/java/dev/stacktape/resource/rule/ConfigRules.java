package dev.stacktape.resource.rule;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.agentcore.AgentGatewayProperties;
import dev.stacktape.resource.agentcore.AgentMemoryProperties;
import dev.stacktape.resource.agentcore.AgentRuntimeProperties;
import dev.stacktape.resource.auth.UserPoolProperties;
import dev.stacktape.resource.bucket.BucketProperties;
import dev.stacktape.resource.cache.RedisProperties;
import dev.stacktape.resource.container.JobProperties;
import dev.stacktape.resource.container.PrivateServiceProperties;
import dev.stacktape.resource.container.WebServiceProperties;
import dev.stacktape.resource.container.WorkerServiceProperties;
import dev.stacktape.resource.container.WorkloadProperties;
import dev.stacktape.resource.database.DatabaseProperties;
import dev.stacktape.resource.extension.CustomResourceDefinitionProperties;
import dev.stacktape.resource.extension.CustomResourceInstanceProperties;
import dev.stacktape.resource.extension.DeploymentScriptProperties;
import dev.stacktape.resource.filesystem.FileSystemProperties;
import dev.stacktape.resource.function.EdgeFunctionProperties;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.loadbalancer.LoadBalancerProperties;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerProperties;
import dev.stacktape.resource.messaging.StreamProperties;
import dev.stacktape.resource.messaging.TopicProperties;
import dev.stacktape.resource.network.FirewallProperties;
import dev.stacktape.resource.queue.QueueProperties;
import dev.stacktape.resource.search.SearchDomainProperties;
import dev.stacktape.resource.thirdparty.AtlasProperties;
import dev.stacktape.resource.thirdparty.ConvexProperties;
import dev.stacktape.resource.web.HostingBucketProperties;
import dev.stacktape.resource.web.NextjsProperties;
import dev.stacktape.resource.web.WebAppProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of each type, and those of a stack as a whole. They hold whether a type is built or
 * not; what a type checks itself it may say better.
 */
public final class ConfigRules {
  private static final Map<Class<? extends Record>, Rule<Record>> RULES = rules();

  private ConfigRules() {}

  /** Reports what AWS would refuse in the resources of a config and in how they go together. */
  public static void check(StackView stack, Problems problems) {
    Problems found = new Problems();
    stack.resources().values().forEach(resource -> check(resource, stack, found));
    new StackRules(stack, found).check();
    Set<@Nullable Location> wrong =
        problems.sorted().stream()
            .filter(Problem::isError)
            .map(Problem::location)
            .collect(Collectors.toSet());
    // A type may have said it in other words already.
    found.sorted().stream()
        .filter(problem -> !wrong.contains(problem.location()))
        .forEach(problems::add);
  }

  private static <P extends Record> void check(
      Resource<P> resource, StackView stack, Problems problems) {
    Inspection<P> inspection = new Inspection<>(resource, stack, problems);
    Rule<Record> rule = RULES.get(resource.type().propertiesType());
    if (rule != null) {
      rule.check(resource.properties(), new Place(inspection));
    }
    connections(inspection);
  }

  /** Who may name resources to work with, and whether it runs in the network of the stack. */
  private static void connections(Inspection<?> inspection) {
    Record properties = inspection.properties();
    if (properties instanceof WebServiceProperties service) {
      connections(inspection, service.connectTo(), true);
    } else if (properties instanceof PrivateServiceProperties service) {
      connections(inspection, service.connectTo(), true);
    } else if (properties instanceof WorkerServiceProperties service) {
      connections(inspection, service.connectTo(), true);
    } else if (properties instanceof WorkloadProperties workload) {
      connections(inspection, workload.connectTo(), true);
    } else if (properties instanceof JobProperties job) {
      connections(inspection, job.connectTo(), true);
    } else if (properties instanceof EdgeFunctionProperties function) {
      connections(inspection, function.connectTo(), true);
    } else if (properties instanceof NextjsProperties web) {
      connections(inspection, web.connectTo(), true);
    } else if (properties instanceof WebAppProperties web) {
      connections(inspection, web.connectTo(), true);
    } else if (properties instanceof DeploymentScriptProperties script) {
      connections(inspection, script.connectTo(), true);
    } else if (properties instanceof CustomResourceDefinitionProperties definition) {
      connections(inspection, definition.connectTo(), true);
    } else if (properties instanceof AgentRuntimeProperties runtime) {
      connections(inspection, runtime.connectTo(), true);
    }
  }

  private static void connections(Inspection<?> inspection, List<String> names, boolean inNetwork) {
    Connections.check(inspection, names, "connectTo", inNetwork);
  }

  private static Map<Class<? extends Record>, Rule<Record>> rules() {
    Map<Class<? extends Record>, Rule<Record>> rules = new HashMap<>();
    add(rules, AgentGatewayProperties.class, AgentRules::gateway);
    add(rules, AgentMemoryProperties.class, AgentRules::memory);
    add(rules, AgentRuntimeProperties.class, AgentRules::runtime);
    add(rules, AtlasProperties.class, ThirdPartyRules::atlas);
    add(rules, BucketProperties.class, StorageRules::bucket);
    add(rules, ConvexProperties.class, ThirdPartyRules::convex);
    add(rules, CustomResourceDefinitionProperties.class, FunctionRules::definition);
    add(rules, CustomResourceInstanceProperties.class, FunctionRules::instance);
    add(rules, DatabaseProperties.class, DatabaseRules::database);
    add(rules, DeploymentScriptProperties.class, FunctionRules::script);
    add(rules, EdgeFunctionProperties.class, FunctionRules::edge);
    add(rules, FileSystemProperties.class, StorageRules::fileSystem);
    add(rules, FirewallProperties.class, WebRules::firewall);
    add(rules, FunctionProperties.class, FunctionRules::function);
    add(rules, HostingBucketProperties.class, WebRules::hosting);
    add(rules, HttpApiProperties.class, FunctionRules::httpApi);
    add(rules, JobProperties.class, JobRules::job);
    add(rules, LoadBalancerProperties.class, LoadBalancerRules::application);
    add(rules, NetworkLoadBalancerProperties.class, LoadBalancerRules::network);
    add(rules, NextjsProperties.class, WebRules::nextjs);
    add(rules, PrivateServiceProperties.class, ServiceRules::privately);
    add(rules, QueueProperties.class, FunctionRules::queue);
    add(rules, RedisProperties.class, StorageRules::redis);
    add(rules, SearchDomainProperties.class, StorageRules::search);
    add(rules, StreamProperties.class, StorageRules::stream);
    add(rules, TopicProperties.class, StorageRules::topic);
    add(rules, UserPoolProperties.class, UserPoolRules::pool);
    add(rules, WebAppProperties.class, WebRules::app);
    add(rules, WebServiceProperties.class, ServiceRules::web);
    add(rules, WorkerServiceProperties.class, ServiceRules::worker);
    add(rules, WorkloadProperties.class, ServiceRules::workload);
    return Map.copyOf(rules);
  }

  private static <P extends Record> void add(
      Map<Class<? extends Record>, Rule<Record>> rules, Class<P> type, Rule<P> rule) {
    rules.put(type, (properties, at) -> rule.check(type.cast(properties), at));
  }
}

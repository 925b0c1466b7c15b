package dev.stacktape.resource.catalog;

import dev.stacktape.config.ResourceTypes;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.auth.UserPoolType;
import dev.stacktape.resource.bucket.BucketType;
import dev.stacktape.resource.cache.RedisType;
import dev.stacktape.resource.container.JobType;
import dev.stacktape.resource.container.PrivateServiceType;
import dev.stacktape.resource.container.WebServiceType;
import dev.stacktape.resource.container.WorkerServiceType;
import dev.stacktape.resource.container.WorkloadType;
import dev.stacktape.resource.database.DatabaseType;
import dev.stacktape.resource.database.TableType;
import dev.stacktape.resource.filesystem.FileSystemType;
import dev.stacktape.resource.function.EdgeFunctionType;
import dev.stacktape.resource.function.FunctionType;
import dev.stacktape.resource.gateway.HttpApiType;
import dev.stacktape.resource.loadbalancer.LoadBalancerType;
import dev.stacktape.resource.loadbalancer.NetworkLoadBalancerType;
import dev.stacktape.resource.messaging.EventBusType;
import dev.stacktape.resource.messaging.KinesisStreamType;
import dev.stacktape.resource.messaging.TopicType;
import dev.stacktape.resource.network.BastionType;
import dev.stacktape.resource.network.FirewallType;
import dev.stacktape.resource.queue.QueueType;
import dev.stacktape.resource.web.HostingBucketType;
import dev.stacktape.resource.workflow.StateMachineType;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resource types of the language, in alphabetical order of their words. */
public final class ResourceCatalog {
  private static final List<ResourceType<?>> BUILT =
      List.of(
          new LoadBalancerType(),
          new BastionType(),
          new JobType(),
          new BucketType(),
          new TableType(),
          new EdgeFunctionType(),
          new FileSystemType(),
          new EventBusType(),
          new FunctionType(),
          new HostingBucketType(),
          new HttpApiType(),
          new KinesisStreamType(),
          new WorkloadType(),
          new NetworkLoadBalancerType(),
          new PrivateServiceType(),
          new RedisType(),
          new DatabaseType(),
          new TopicType(),
          new QueueType(),
          new StateMachineType(),
          new UserPoolType(),
          new FirewallType(),
          new WebServiceType(),
          new WorkerServiceType());

  private static final List<ResourceType<?>> ALL =
      Stream.<ResourceType<?>>concat(BUILT.stream(), DescribedTypes.ALL.stream())
          .sorted(Comparator.comparing(ResourceType::word))
          .toList();

  private ResourceCatalog() {}

  /** Every type. Those that are not {@link #built()} can be checked, but not deployed. */
  public static List<ResourceType<?>> all() {
    return ALL;
  }

  /** The types that can be deployed. */
  public static List<ResourceType<?>> built() {
    return BUILT;
  }

  /** The type with this word, or null. */
  public static @Nullable ResourceType<?> find(String word) {
    return ALL.stream().filter(type -> type.word().equals(word)).findFirst().orElse(null);
  }

  /** The types as the reading of a config needs them. */
  public static ResourceTypes records() {
    return word -> {
      ResourceType<?> type = find(word);
      return type == null ? null : type.propertiesType();
    };
  }
}

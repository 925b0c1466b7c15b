package dev.stacktape.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resource types that can be used, by the word that a config calls them. */
public interface ResourceTypes {
  /** Every word of the language, whether the type is built or not, in alphabetical order. */
  List<String> WORDS =
      List.of(
          "agentcore-browser",
          "agentcore-code-interpreter",
          "agentcore-gateway",
          "agentcore-memory",
          "agentcore-runtime",
          "application-load-balancer",
          "astro-web",
          "aws-cdk-construct",
          "bastion",
          "batch-job",
          "bucket",
          "convex",
          "custom-resource-definition",
          "custom-resource-instance",
          "deployment-script",
          "dynamo-db-table",
          "edge-lambda-function",
          "efs-filesystem",
          "event-bus",
          "function",
          "hosting-bucket",
          "http-api-gateway",
          "kinesis-stream",
          "mongo-db-atlas-cluster",
          "multi-container-workload",
          "network-load-balancer",
          "nextjs-web",
          "nuxt-web",
          "open-search-domain",
          "private-service",
          "redis-cluster",
          "relational-database",
          "remix-web",
          "sns-topic",
          "solidstart-web",
          "sqs-queue",
          "state-machine",
          "sveltekit-web",
          "tanstack-web",
          "upstash-redis",
          "user-auth-pool",
          "web-app-firewall",
          "web-service",
          "worker-service");

  /** The record of a type's properties, or null when the type is not built. */
  @Nullable Class<? extends Record> properties(String word);

  /** The types of a map from word to record of properties. */
  static ResourceTypes of(Map<String, Class<? extends Record>> records) {
    return Map.copyOf(records)::get;
  }
}

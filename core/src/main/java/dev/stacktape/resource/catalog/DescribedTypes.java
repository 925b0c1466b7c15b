package dev.stacktape.resource.catalog;

import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.agentcore.AgentBrowserProperties;
import dev.stacktape.resource.agentcore.AgentGatewayProperties;
import dev.stacktape.resource.agentcore.AgentMemoryProperties;
import dev.stacktape.resource.agentcore.AgentRuntimeProperties;
import dev.stacktape.resource.agentcore.CodeInterpreterProperties;
import dev.stacktape.resource.extension.CdkConstructProperties;
import dev.stacktape.resource.extension.CustomResourceDefinitionProperties;
import dev.stacktape.resource.extension.CustomResourceInstanceProperties;
import dev.stacktape.resource.extension.DeploymentScriptProperties;
import dev.stacktape.resource.search.SearchDomainProperties;
import dev.stacktape.resource.thirdparty.AtlasProperties;
import dev.stacktape.resource.thirdparty.ConvexProperties;
import dev.stacktape.resource.thirdparty.UpstashProperties;
import dev.stacktape.resource.web.NextjsProperties;
import dev.stacktape.resource.web.WebAppProperties;
import java.util.List;

/**
 * The resource types that have a description but no synthesis yet. Building one means writing its
 * {@link ResourceType} and removing its line here.
 */
final class DescribedTypes {
  /** In alphabetical order of their words. */
  static final List<ResourceType<?>> ALL =
      List.of(
          type("agentcore-browser", AgentBrowserProperties.class, "id", "arn"),
          type("agentcore-code-interpreter", CodeInterpreterProperties.class, "id", "arn"),
          type("agentcore-gateway", AgentGatewayProperties.class, "id", "arn", "url"),
          type("agentcore-memory", AgentMemoryProperties.class, "id", "arn"),
          type(
              "agentcore-runtime",
              AgentRuntimeProperties.class,
              "id",
              "arn",
              "endpointName",
              "endpointArn"),
          web("astro-web"),
          type("aws-cdk-construct", CdkConstructProperties.class),
          type(
              "convex",
              ConvexProperties.class,
              "url",
              "siteUrl",
              "dashboardUrl",
              "adminKey",
              "instanceSecret"),
          type("custom-resource-definition", CustomResourceDefinitionProperties.class),
          type("custom-resource-instance", CustomResourceInstanceProperties.class),
          type("deployment-script", DeploymentScriptProperties.class),
          target("mongo-db-atlas-cluster", AtlasProperties.class, "connectionString"),
          type("nextjs-web", NextjsProperties.class, "url"),
          web("nuxt-web"),
          target("open-search-domain", SearchDomainProperties.class, "domainEndpoint", "arn"),
          web("remix-web"),
          web("solidstart-web"),
          web("sveltekit-web"),
          web("tanstack-web"),
          target(
              "upstash-redis",
              UpstashProperties.class,
              "host",
              "port",
              "password",
              "restToken",
              "readOnlyRestToken",
              "restUrl",
              "redisUrl"));

  private DescribedTypes() {}

  private static <P extends Record> ResourceType<P> type(
      String word, Class<P> properties, String... params) {
    return new Undeployable<>(word, properties, List.of(params), false);
  }

  /** A type that workloads can be connected to. */
  private static <P extends Record> ResourceType<P> target(
      String word, Class<P> properties, String... params) {
    return new Undeployable<>(word, properties, List.of(params), true);
  }

  private static ResourceType<WebAppProperties> web(String word) {
    return type(word, WebAppProperties.class, "url");
  }
}

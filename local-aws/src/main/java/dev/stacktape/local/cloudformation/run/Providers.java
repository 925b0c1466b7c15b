package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.cloudformation.record.GenericResource;
import dev.stacktape.local.cloudformation.record.Records;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is behind each resource type: something real where there is, else a record. */
public final class Providers {
  private final ResourceSchemas schemas;
  private final Map<String, ResourceProvider> real = new LinkedHashMap<>();

  /** Real providers, by their types. */
  public Providers(ResourceSchemas schemas, List<ResourceProvider> providers) {
    this.schemas = schemas;
    providers.forEach(provider -> real.put(provider.type(), provider));
  }

  /** The provider of a type that AWS's registry has. */
  ResourceProvider of(String type, Records records) {
    ResourceProvider provider = real.get(type);
    return provider == null ? new GenericResource(schema(type), records) : provider;
  }

  /**
   * The properties that a resource has now; empty where nothing real is behind its type.
   *
   * @throws dev.stacktape.local.AwsError with status 404 when it is not there any more
   */
  public Map<String, Object> live(String type, String region, String physicalId) {
    ResourceProvider provider = real.get(type);
    return provider == null ? Map.of() : provider.live(region, physicalId);
  }

  ResourceSchema schema(String type) {
    ResourceSchema schema = schemas.find(type);
    if (schema == null) {
      throw new ResourceFailure("Unrecognized resource type: " + type);
    }
    return schema;
  }

  /** AWS's schemas. */
  public ResourceSchemas schemas() {
    return schemas;
  }
}

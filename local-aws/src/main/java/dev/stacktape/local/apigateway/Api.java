package dev.stacktape.local.apigateway;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP API with all its parts, each kept by the names of CloudFormation and the API.
 *
 * @param port on which it answered last
 * @param parts by kind, then by id
 */
record Api(
    String id,
    String region,
    int port,
    Map<String, Object> settings,
    Map<Part, Map<String, Map<String, Object>>> parts) {

  /** What an API is made of. */
  enum Part {
    STAGE("StageName"),
    ROUTE("RouteId"),
    INTEGRATION("IntegrationId"),
    AUTHORIZER("AuthorizerId"),
    DEPLOYMENT("DeploymentId");

    private final String idName;

    Part(String idName) {
      this.idName = idName;
    }

    String idName() {
      return idName;
    }
  }

  @JsonIgnore
  Document document() {
    return new Document(settings);
  }

  /** The parts of a kind by id. */
  @JsonIgnore
  Map<String, Map<String, Object>> all(Part kind) {
    return parts.getOrDefault(kind, Map.of());
  }

  /** A part, or null. */
  @Nullable Document find(Part kind, String partId) {
    Map<String, Object> part = all(kind).get(partId);
    return part == null ? null : new Document(part);
  }

  Api withSettings(Map<String, Object> changed) {
    return new Api(id, region, port, changed, parts);
  }

  Api withPort(int changed) {
    return new Api(id, region, changed, settings, parts);
  }

  Api with(Part kind, String partId, @Nullable Map<String, Object> part) {
    Map<Part, Map<String, Map<String, Object>>> changed = new LinkedHashMap<>(parts);
    Map<String, Map<String, Object>> ofKind = new LinkedHashMap<>(all(kind));
    if (part == null) {
      ofKind.remove(partId);
    } else {
      ofKind.put(partId, part);
    }
    changed.put(kind, ofKind);
    return new Api(id, region, port, settings, changed);
  }
}

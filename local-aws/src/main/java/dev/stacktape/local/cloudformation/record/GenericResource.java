package dev.stacktape.local.cloudformation.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.template.ResourceSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for every type that has nothing real behind it: identifiers and attributes as AWS's
 * schema names them, nothing else.
 */
public final class GenericResource implements ResourceProvider {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ResourceSchema schema;
  private final Records records;

  /** A stand-in for a type. */
  public GenericResource(ResourceSchema schema, Records records) {
    this.schema = schema;
    this.records = records;
  }

  /** The name that a template gives a resource, or null when CloudFormation chooses one. */
  public static @Nullable String givenName(ResourceSchema schema, Map<String, Object> properties) {
    return Identity.givenName(schema, properties);
  }

  @Override
  public String type() {
    return schema.type();
  }

  @Override
  public Result create(Request request) {
    Identity identity = new Identity(schema, request, records);
    KnownResource record =
        records.add(
            new KnownResource(
                schema.type(),
                identity.ref(),
                isUniqueByName() ? Identity.givenName(schema, request.properties()) : null,
                request.stackId(),
                request.stackId() + "/" + request.logicalId(),
                request.token(),
                request.properties(),
                new Attributes(schema, request, identity).all(),
                secret(request, identity)));
    return new Result(record.physicalId(), record.attributes());
  }

  /** Records that belong to a parent, such as routes of an API, may share a name. */
  private boolean isUniqueByName() {
    return schema.primaryIdentifier().size() == 1;
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    KnownResource before = records.find(schema.type(), physicalId);
    if (before == null) {
      throw new AwsError(
          404,
          "NotFound",
          "Resource of type '"
              + schema.type()
              + "' with identifier '"
              + physicalId
              + "' was not found.");
    }
    Map<String, Object> attributes = new LinkedHashMap<>(before.attributes());
    schema
        .attributes()
        .keySet()
        .forEach(
            name -> {
              Object given = request.properties().get(name);
              if (given != null) {
                attributes.put(name, given);
              }
            });
    String secret = givenSecret(request);
    records.keep(
        new KnownResource(
            before.type(),
            before.physicalId(),
            before.name(),
            before.stackId(),
            before.owner(),
            before.token(),
            request.properties(),
            attributes,
            secret == null ? before.secret() : secret));
    return new Result(physicalId, attributes);
  }

  @Override
  public void delete(Request request, String physicalId) {
    records.remove(schema.type(), physicalId);
  }

  private @Nullable String secret(Request request, Identity identity) {
    String given = givenSecret(request);
    if (given != null || !schema.type().equals("AWS::SecretsManager::Secret")) {
      return given;
    }
    return generated(request.properties().get("GenerateSecretString"), identity);
  }

  private @Nullable String givenSecret(Request request) {
    return switch (schema.type()) {
      case "AWS::SSM::Parameter" -> request.text("Value");
      case "AWS::SecretsManager::Secret" -> request.text("SecretString");
      default -> null;
    };
  }

  private static @Nullable String generated(@Nullable Object rule, Identity identity) {
    if (!(rule instanceof Map<?, ?> map)) {
      return null;
    }
    Object length = map.get("PasswordLength");
    int wanted = length == null ? 32 : Integer.parseInt(String.valueOf(length));
    String password = identity.random().lower("secret", wanted);
    if (!(map.get("GenerateStringKey") instanceof String key)) {
      return password;
    }
    Object template = map.get("SecretStringTemplate");
    try {
      Map<String, Object> document = new LinkedHashMap<>();
      Map<?, ?> given = JSON.readValue(template == null ? "{}" : template.toString(), Map.class);
      given.forEach((name, value) -> document.put(String.valueOf(name), value));
      document.put(key, password);
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new AwsError(
          400,
          "InvalidRequest",
          "SecretStringTemplate is not valid JSON: " + e.getOriginalMessage());
    }
  }
}

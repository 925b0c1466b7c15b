package dev.stacktape.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.cloudformation.record.StoredValues;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.value.StableId;
import java.util.UUID;
import java.util.function.Function;

/**
 * AWS Secrets Manager. Of a secret the newest version is kept, in plain text in the state folder:
 * it is a rehearsal, and no place for secrets of anything real.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">Secrets
 *     Manager API</a>
 */
public final class SecretsManager implements AwsService {
  private static final JsonProtocol PROTOCOL = JsonProtocol.version11("");
  private static final int SUFFIX = 6;

  private final String account;
  private final Function<String, StoredValues> values;

  /**
   * The secrets of an account.
   *
   * @param values by region
   */
  public SecretsManager(String account, Function<String, StoredValues> values) {
    this.account = account;
    this.values = values;
  }

  @Override
  public String signingName() {
    return "secretsmanager";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    ObjectNode input = JsonProtocol.read(request);
    String region = request.region();
    return switch (PROTOCOL.operation(request)) {
      case "CreateSecret" -> create(input, region);
      case "PutSecretValue" -> put(input, region);
      case "GetSecretValue" -> get(input, region);
      default ->
          throw new AwsError(
              400,
              "UnknownOperationException",
              "The embedded AWS has no operation " + PROTOCOL.operation(request));
    };
  }

  private AwsResponse create(ObjectNode input, String region) {
    String name = required(input, "Name");
    if (values.apply(region).secret(name) != null) {
      throw new AwsError(
          400,
          "ResourceExistsException",
          "The operation failed because the secret " + name + " already exists.");
    }
    values.apply(region).putSecret(name, required(input, "SecretString"));
    return PROTOCOL.ok(written(name, region));
  }

  private AwsResponse put(ObjectNode input, String region) {
    String name = name(required(input, "SecretId"));
    var unused = value(name, region);
    values.apply(region).putSecret(name, required(input, "SecretString"));
    return PROTOCOL.ok(written(name, region));
  }

  private AwsResponse get(ObjectNode input, String region) {
    String id = required(input, "SecretId");
    String value = values.apply(region).secret(id);
    String name = name(id);
    ObjectNode secret = written(name, region);
    secret.put("SecretString", value == null ? value(name, region) : value);
    secret.putArray("VersionStages").add("AWSCURRENT");
    return PROTOCOL.ok(secret);
  }

  private String value(String name, String region) {
    String value = values.apply(region).secret(name);
    if (value == null) {
      throw new AwsError(
          400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }
    return value;
  }

  private ObjectNode written(String name, String region) {
    String arn =
        "arn:aws:secretsmanager:%s:%s:secret:%s-%s"
            .formatted(
                region, account, name, StableId.of(region + "/" + name).substring(0, SUFFIX));
    return JsonProtocol.object()
        .put("ARN", arn)
        .put("Name", name)
        .put("VersionId", UUID.nameUUIDFromBytes(arn.getBytes(UTF_8)).toString());
  }

  /** The name in an ARN, without the six letters that AWS adds; a name is itself. */
  private static String name(String id) {
    int start = id.indexOf(":secret:");
    return start < 0
        ? id
        : id.substring(start + ":secret:".length()).replaceFirst("-\\w{" + SUFFIX + "}$", "");
  }

  private static String required(ObjectNode input, String name) {
    if (!input.path(name).isTextual()) {
      throw new AwsError(
          400, "InvalidParameterException", "You must provide a value for " + name + ".");
    }
    return input.path(name).textValue();
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }
}

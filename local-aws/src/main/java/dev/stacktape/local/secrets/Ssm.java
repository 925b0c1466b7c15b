package dev.stacktape.local.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.cloudformation.record.StoredValues;
import dev.stacktape.local.http.JsonProtocol;
import java.util.function.Function;

/**
 * The parameter store of AWS Systems Manager. Of a parameter the newest version is kept, a {@code
 * SecureString} in plain text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html">GetParameter</a>
 */
public final class Ssm implements AwsService {
  private static final JsonProtocol PROTOCOL = JsonProtocol.version11("");

  private final String account;
  private final Function<String, StoredValues> values;

  /**
   * The parameters of an account.
   *
   * @param values by region
   */
  public Ssm(String account, Function<String, StoredValues> values) {
    this.account = account;
    this.values = values;
  }

  @Override
  public String signingName() {
    return "ssm";
  }

  @Override
  public String operation(AwsRequest request) {
    return PROTOCOL.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    ObjectNode input = JsonProtocol.read(request);
    StoredValues stored = values.apply(request.region());
    return switch (PROTOCOL.operation(request)) {
      case "PutParameter" -> put(input, stored);
      case "GetParameter" -> get(input, stored, request.region());
      default ->
          throw new AwsError(
              400,
              "UnknownOperationException",
              "The embedded AWS has no operation " + PROTOCOL.operation(request));
    };
  }

  private static AwsResponse put(ObjectNode input, StoredValues stored) {
    String name = required(input, "Name");
    if (stored.parameter(name) != null && !input.path("Overwrite").asBoolean()) {
      throw new AwsError(
          400,
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    stored.putParameter(name, required(input, "Value"), input.path("Type").asText("String"));
    return PROTOCOL.ok(JsonProtocol.object().put("Version", 1).put("Tier", "Standard"));
  }

  private AwsResponse get(ObjectNode input, StoredValues stored, String region) {
    String name = required(input, "Name").replaceFirst(":\\d+$", "");
    String value = stored.parameter(name);
    if (value == null) {
      throw new AwsError(400, "ParameterNotFound", "Parameter " + name + " not found.");
    }
    ObjectNode answer = JsonProtocol.object();
    answer
        .putObject("Parameter")
        .put("Name", name)
        .put("Type", stored.parameterType(name))
        .put("Value", value)
        .put("Version", 1)
        .put(
            "ARN",
            "arn:aws:ssm:%s:%s:parameter%s"
                .formatted(region, account, name.startsWith("/") ? name : "/" + name));
    return PROTOCOL.ok(answer);
  }

  private static String required(ObjectNode input, String name) {
    if (!input.path(name).isTextual()) {
      throw new AwsError(400, "ValidationException", "Member " + name + " must not be null");
    }
    return input.path(name).textValue();
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }
}

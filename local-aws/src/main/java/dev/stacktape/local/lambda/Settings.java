package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.value.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which settings a function may have and what AWS refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">
 *     CreateFunction</a>
 */
final class Settings {
  private static final List<String> NAMES =
      List.of(
          "Description",
          "Runtime",
          "Role",
          "Handler",
          "Timeout",
          "MemorySize",
          "Environment",
          "Layers",
          "LoggingConfig",
          "EphemeralStorage",
          "TracingConfig",
          "PackageType",
          "Architectures",
          "VpcConfig",
          "DeadLetterConfig",
          "KMSKeyArn",
          "FileSystemConfigs",
          "SnapStart",
          "ImageConfig");
  private static final Set<String> RUNTIMES =
      Set.of(
          "java8",
          "java8.al2",
          "java11",
          "java17",
          "java21",
          "java25",
          "nodejs",
          "nodejs4.3",
          "nodejs6.10",
          "nodejs8.10",
          "nodejs10.x",
          "nodejs12.x",
          "nodejs14.x",
          "nodejs16.x",
          "nodejs18.x",
          "nodejs20.x",
          "nodejs22.x",
          "nodejs24.x",
          "python2.7",
          "python3.6",
          "python3.7",
          "python3.8",
          "python3.9",
          "python3.10",
          "python3.11",
          "python3.12",
          "python3.13",
          "python3.14",
          "dotnet6",
          "dotnet8",
          "dotnet10",
          "ruby3.2",
          "ruby3.3",
          "ruby3.4",
          "go1.x",
          "provided",
          "provided.al2",
          "provided.al2023");
  private static final int LONGEST_NAME = 64;

  private Settings() {}

  /** The settings in a request, over those that a function has already; checked. */
  static Map<String, Object> merge(Map<String, Object> present, Document request) {
    Map<String, Object> settings = new LinkedHashMap<>(present);
    for (String name : NAMES) {
      Object value = request.get(name);
      if (value != null) {
        settings.put(name, value);
      }
    }
    settings.putIfAbsent("PackageType", "Zip");
    settings.putIfAbsent("Architectures", List.of("x86_64"));
    settings.put("Timeout", between(new Document(settings), "Timeout", 3, 1, 900));
    settings.put("MemorySize", between(new Document(settings), "MemorySize", 128, 128, 10_240));
    check(new Document(settings));
    return settings;
  }

  /** Only the settings of a set of CloudFormation properties, to tell whether they differ. */
  static Map<String, Object> only(Map<String, Object> properties) {
    Map<String, Object> settings = new LinkedHashMap<>(properties);
    settings.keySet().retainAll(NAMES);
    return settings;
  }

  static void checkName(String name) {
    if (!name.matches("[a-zA-Z0-9-_]+") || name.length() > LONGEST_NAME) {
      throw new AwsError(
          400,
          "ValidationException",
          "1 validation error detected: Value '"
              + name
              + "' at 'functionName' failed to satisfy constraint: Member must have length less"
              + " than or equal to 64 and satisfy regular expression pattern: [a-zA-Z0-9-_]+");
    }
  }

  private static void check(Document settings) {
    String role = settings.required("Role");
    if (!role.matches("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+")) {
      throw constraint(
          "role",
          role,
          "Member must satisfy regular expression pattern:"
              + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    }
    if (settings.text("PackageType", "Zip").equals("Image")) {
      return;
    }
    String runtime = settings.text("Runtime");
    if (runtime == null) {
      throw CodeStore.invalid(
          "Runtime is mandatory for functions created with deployment packages.");
    }
    if (!RUNTIMES.contains(runtime)) {
      throw CodeStore.invalid(
          "Value "
              + runtime
              + " at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: "
              + RUNTIMES.stream().sorted().toList()
              + " or be a valid ARN");
    }
    if (!settings.has("Handler")) {
      throw CodeStore.invalid(
          "Handler is mandatory for functions created with deployment packages.");
    }
    checkEnvironment(settings.at("Environment").textMap("Variables"));
  }

  private static void checkEnvironment(Map<String, String> variables) {
    List<String> reserved =
        variables.keySet().stream().filter(Settings::reserved).sorted().toList();
    if (!reserved.isEmpty()) {
      throw CodeStore.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided contains reserved keys that are currently not"
              + " supported for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    int size = Document.json(variables).length();
    if (size > 4096) {
      throw CodeStore.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit. String measured: "
              + Document.json(variables));
    }
  }

  private static boolean reserved(String name) {
    return (name.startsWith("AWS_LAMBDA_") && !name.equals("AWS_LAMBDA_EXEC_WRAPPER"))
        || Set.of(
                "_HANDLER",
                "_X_AMZN_TRACE_ID",
                "AWS_REGION",
                "AWS_DEFAULT_REGION",
                "AWS_EXECUTION_ENV",
                "AWS_ACCESS_KEY",
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "LAMBDA_TASK_ROOT",
                "LAMBDA_RUNTIME_DIR")
            .contains(name);
  }

  private static int between(Document settings, String name, int otherwise, int low, int high) {
    int value = settings.number(name, otherwise);
    String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    if (value < low) {
      throw constraint(member, value, "Member must have value greater than or equal to " + low);
    }
    if (value > high) {
      throw constraint(member, value, "Member must have value less than or equal to " + high);
    }
    return value;
  }

  private static AwsError constraint(String member, Object value, String constraint) {
    return new AwsError(
        400,
        "ValidationException",
        "1 validation error detected: Value '"
            + value
            + "' at '"
            + member
            + "' failed to satisfy constraint: "
            + constraint);
  }
}

package dev.stacktape.resource.function;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where results of asynchronous calls go.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Destinations</a>
 */
final class FunctionDestinations {
  /** What has to be allowed, by the service in the ARN. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "sqs", "sqs:SendMessage",
          "sns", "sns:Publish",
          "lambda", "lambda:InvokeFunction",
          "events", "events:PutEvents");

  private static final Map<String, String> SERVICES =
      Map.of(
          "sqs-queue", "sqs",
          "sns-topic", "sns",
          "function", "lambda",
          "event-bus", "events");

  private FunctionDestinations() {}

  static void contribute(Contribution<FunctionProperties> to, FunctionNames names) {
    Destinations destinations = to.properties().destinations();
    if (destinations == null) {
      return;
    }
    Tree config =
        new Tree()
            .with("OnSuccess", new Tree().with("Destination", destinations.onSuccess()))
            .with("OnFailure", new Tree().with("Destination", destinations.onFailure()));
    if (config.build().isEmpty()) {
      return;
    }
    to.add(
        LogicalId.of(to.name(), "EventInvokeConfig"),
        names.afterAlias(
            CfnResource.of(
                "AWS::Lambda::EventInvokeConfig",
                new Tree()
                    .with("FunctionName", Fn.ref(names.functionId()))
                    .with("Qualifier", names.qualifier())
                    .with("DestinationConfig", config)
                    .build())),
        "destinations");
  }

  static List<Statement> statements(FunctionProperties function, StackView stack) {
    Destinations destinations = function.destinations();
    List<Statement> statements = new ArrayList<>();
    if (destinations != null) {
      add(statements, destinations.onSuccess(), stack);
      add(statements, destinations.onFailure(), stack);
    }
    return statements;
  }

  private static void add(List<Statement> statements, @Nullable String arn, StackView stack) {
    if (arn != null) {
      String service = service(arn, stack);
      List<String> actions =
          service == null || !ACTIONS.containsKey(service)
              ? ACTIONS.values().stream().sorted().toList()
              : List.of(ACTIONS.get(service));
      statements.add(Statement.allow(actions, arn));
    }
  }

  /** The service that an ARN belongs to, null where only the deployment will tell. */
  private static @Nullable String service(String arn, StackView stack) {
    if (arn.startsWith("arn:")) {
      String[] parts = arn.split(":", 4);
      return parts.length > 2 ? parts[2] : null;
    }
    return ParamReference.resourceOf(arn, stack)
        .map(resource -> SERVICES.get(resource.type().word()))
        .orElse(null);
  }
}

package dev.stacktape.plan;

import dev.stacktape.name.Target;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.SubText;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of a template come to, as far as that can be told of a stack that is there
 * without asking CloudFormation: what {@code Ref} gives, ARNs that follow from it, and what the
 * stack's outputs say. Secrets are never looked up.
 */
final class KnownValues {
  private final Target target;
  private final DeployedStack stack;
  private final Template template;

  KnownValues(Target target, DeployedStack stack, Template template) {
    this.target = target;
    this.stack = stack;
    this.template = template;
  }

  /** The value without any intrinsic function, or empty where only CloudFormation can tell. */
  Optional<Object> of(@Nullable Object expression) {
    if (expression instanceof String text) {
      return text.contains("{{resolve:") ? Optional.empty() : Optional.of(text);
    }
    if (expression instanceof List<?> list) {
      return list(list).map(Object.class::cast);
    }
    if (expression instanceof Map<?, ?> map) {
      return fromOutputs(map)
          .map(Object.class::cast)
          .or(() -> isFunction(map) ? function(map) : map(map).map(Object.class::cast));
    }
    return Optional.ofNullable(expression);
  }

  /** The value as text; lists and maps are none. */
  Optional<String> text(@Nullable Object expression) {
    return of(expression)
        .filter(value -> !(value instanceof Map<?, ?>) && !(value instanceof List<?>))
        .map(String::valueOf);
  }

  private static boolean isFunction(Map<?, ?> map) {
    if (map.size() != 1) {
      return false;
    }
    String key = String.valueOf(map.keySet().iterator().next());
    return key.equals("Ref") || key.equals("Condition") || key.startsWith("Fn::");
  }

  private Optional<List<Object>> list(List<?> list) {
    List<Object> values = new ArrayList<>();
    for (Object item : list) {
      Optional<Object> value = of(item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private Optional<Map<String, Object>> map(Map<?, ?> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Optional<Object> value = of(entry.getValue());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(String.valueOf(entry.getKey()), value.get());
    }
    return Optional.of(values);
  }

  /** What an output of the deployed stack gives away. */
  private Optional<String> fromOutputs(Map<?, ?> expression) {
    for (Map.Entry<String, Object> output : stack.template().outputs().entrySet()) {
      if (output.getValue() instanceof Map<?, ?> described
          && expression.equals(described.get("Value"))) {
        return Optional.ofNullable(stack.outputs().get(output.getKey()));
      }
    }
    return Optional.empty();
  }

  private Optional<Object> function(Map<?, ?> map) {
    Object argument = map.values().iterator().next();
    return switch (String.valueOf(map.keySet().iterator().next())) {
      case "Ref" -> ref(String.valueOf(argument)).map(Object.class::cast);
      case "Fn::GetAtt" -> attribute(argument).map(Object.class::cast);
      case "Fn::Sub" -> sub(argument).map(Object.class::cast);
      case "Fn::Join" -> join(argument).map(Object.class::cast);
      case "Fn::Select" -> select(argument);
      case "Fn::Split" -> split(argument).map(Object.class::cast);
      default -> Optional.empty();
    };
  }

  private Optional<String> ref(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "AWS::StackName" -> target.stackName();
          case "AWS::Region" -> target.region();
          case "AWS::Partition" -> partition();
          case "AWS::URLSuffix" ->
              partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
          case "AWS::StackId" -> stack.stackId();
          case "AWS::AccountId" ->
              target.account().equals(Target.UNKNOWN_ACCOUNT) ? null : target.account();
          default -> physicalId(name);
        });
  }

  private @Nullable String physicalId(String logicalId) {
    return stack.physicalIds().get(logicalId);
  }

  private String partition() {
    if (target.region().startsWith("cn-")) {
      return "aws-cn";
    }
    return target.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private Optional<String> attribute(@Nullable Object argument) {
    List<String> path =
        argument instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of(String.valueOf(argument).split("\\.", 2));
    return path.size() < 2
        ? Optional.empty()
        : attribute(path.get(0), String.join(".", path.subList(1, path.size())));
  }

  private Optional<String> attribute(String logicalId, String name) {
    CfnResource resource = template.resources().get(logicalId);
    String physicalId = physicalId(logicalId);
    if (resource == null || physicalId == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (resource.type() + "." + name) {
          case "AWS::Lambda::Function.Arn" -> arn("lambda", "function:" + physicalId);
          case "AWS::DynamoDB::Table.Arn", "AWS::DynamoDB::GlobalTable.Arn" ->
              arn("dynamodb", "table/" + physicalId);
          case "AWS::SQS::Queue.Arn" -> arn("sqs", lastSegment(physicalId));
          case "AWS::SQS::Queue.QueueName" -> lastSegment(physicalId);
          case "AWS::SQS::Queue.QueueUrl", "AWS::SNS::Topic.TopicArn" -> physicalId;
          case "AWS::StepFunctions::StateMachine.Arn" -> physicalId;
          case "AWS::S3::Bucket.Arn" -> "arn:" + partition() + ":s3:::" + physicalId;
          case "AWS::Events::EventBus.Arn" -> arn("events", "event-bus/" + physicalId);
          case "AWS::Events::EventBus.Name" -> physicalId;
          case "AWS::Kinesis::Stream.Arn" -> arn("kinesis", "stream/" + physicalId);
          case "AWS::Logs::LogGroup.Arn" -> arn("logs", "log-group:" + physicalId + ":*");
          case "AWS::ECS::Cluster.Arn" -> arn("ecs", "cluster/" + physicalId);
          case "AWS::IAM::Role.Arn" ->
              resource.properties().containsKey("Path")
                  ? null
                  : "arn:" + partition() + ":iam::" + target.account() + ":role/" + physicalId;
          default -> null;
        });
  }

  private String arn(String service, String rest) {
    return String.join(":", "arn", partition(), service, target.region(), target.account(), rest);
  }

  private static String lastSegment(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private Optional<String> sub(@Nullable Object argument) {
    if (argument instanceof String text) {
      return sub(text, Map.of());
    }
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String text
        && list.get(1) instanceof Map<?, ?> own) {
      return sub(text, own);
    }
    return Optional.empty();
  }

  private Optional<String> sub(String text, Map<?, ?> own) {
    if (text.contains("{{resolve:")) {
      return Optional.empty();
    }
    StringBuilder value = new StringBuilder();
    for (SubText.Part part : SubText.of(text).parts()) {
      Optional<String> piece =
          part instanceof SubText.Variable variable
              ? variable(variable.name(), own)
              : Optional.of(((SubText.Literal) part).text());
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      value.append(piece.get());
    }
    return Optional.of(value.toString());
  }

  private Optional<String> variable(String name, Map<?, ?> own) {
    if (own.containsKey(name)) {
      return text(own.get(name));
    }
    return name.contains(".") ? attribute(name) : ref(name);
  }

  private Optional<String> join(@Nullable Object argument) {
    if (argument instanceof List<?> list
        && list.size() == 2
        && list.get(0) instanceof String separator
        && list.get(1) instanceof List<?> parts) {
      List<String> pieces = new ArrayList<>();
      for (Object part : parts) {
        Optional<String> piece = text(part);
        if (piece.isEmpty()) {
          return Optional.empty();
        }
        pieces.add(piece.get());
      }
      return Optional.of(String.join(separator, pieces));
    }
    return Optional.empty();
  }

  private Optional<List<Object>> split(@Nullable Object argument) {
    return argument instanceof List<?> list && list.size() == 2 && list.get(0) instanceof String by
        ? text(list.get(1))
            .map(
                text ->
                    List.<Object>of((Object[]) text.split(java.util.regex.Pattern.quote(by), -1)))
        : Optional.empty();
  }

  private Optional<Object> select(@Nullable Object argument) {
    if (argument instanceof List<?> list && list.size() == 2) {
      Optional<String> index = text(list.get(0)).filter(text -> text.matches("\\d{1,4}"));
      return index.flatMap(
          at ->
              of(list.get(1))
                  .filter(List.class::isInstance)
                  .map(values -> (List<?>) values)
                  .filter(values -> Integer.parseInt(at) < values.size())
                  .map(values -> Objects.requireNonNull(values.get(Integer.parseInt(at)))));
    }
    return Optional.empty();
  }
}

package dev.stacktape.local.cloudformation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What updates may do to the resources of a stack.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html">Stack
 *     policies</a>
 */
public final class StackPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> statements;

  private StackPolicy(List<JsonNode> statements) {
    this.statements = statements;
  }

  /** Reads a policy; without one everything is allowed. */
  static @Nullable StackPolicy of(@Nullable String json) {
    return json == null ? null : parse(json);
  }

  /**
   * Reads a policy.
   *
   * @throws dev.stacktape.local.AwsError when it is none
   */
  public static StackPolicy parse(String json) {
    try {
      JsonNode statement = JSON.readTree(json).path("Statement");
      List<JsonNode> statements = new ArrayList<>();
      if (statement.isObject()) {
        statements.add(statement);
      } else {
        statement.forEach(statements::add);
      }
      boolean complete =
          !statements.isEmpty()
              && statements.stream().allMatch(each -> each.has("Effect") && each.has("Action"));
      if (complete) {
        return new StackPolicy(statements);
      }
      throw TemplateErrors.invalid("Error validating stack policy: Invalid stack policy");
    } catch (JsonProcessingException e) {
      throw TemplateErrors.invalid("Error validating stack policy: Invalid stack policy");
    }
  }

  /**
   * Refuses what the policy does not allow.
   *
   * @param action {@code Update:Modify}, {@code Update:Replace} or {@code Update:Delete}
   */
  void check(String action, String logicalId, String type) {
    boolean allowed = false;
    for (int i = 0; i < statements.size(); i++) {
      JsonNode statement = statements.get(i);
      if (covers(statement, action, logicalId, type)) {
        if (statement.path("Effect").asText().equals("Deny")) {
          throw denied("Statement [#" + (i + 1) + "] does not allow [" + action + "]", logicalId);
        }
        allowed = true;
      }
    }
    if (!allowed) {
      throw denied("no statement allows [" + action + "]", logicalId);
    }
  }

  private static ResourceFailure denied(String words, String logicalId) {
    return new ResourceFailure(
        "Action denied by stack policy: "
            + words
            + " for resource [LogicalResourceId/"
            + logicalId
            + "]");
  }

  private static boolean covers(JsonNode statement, String action, String logicalId, String type) {
    String resource = "LogicalResourceId/" + logicalId;
    boolean resourceFits =
        statement.has("NotResource")
            ? !matchesAny(statement.path("NotResource"), resource)
            : matchesAny(statement.path("Resource"), resource);
    return matchesAny(statement.path("Action"), action)
        && resourceFits
        && conditionHolds(statement.path("Condition"), type);
  }

  private static boolean conditionHolds(JsonNode condition, String type) {
    for (String operator : List.of("StringEquals", "StringLike")) {
      JsonNode types = condition.path(operator).path("ResourceType");
      if (!types.isMissingNode() && !matchesAny(types, type)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesAny(JsonNode patterns, String value) {
    if (patterns.isTextual()) {
      return matches(patterns.asText(), value);
    }
    for (JsonNode pattern : patterns) {
      if (matches(pattern.asText(), value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String value) {
    return Pattern.matches(
        Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"), value);
  }
}

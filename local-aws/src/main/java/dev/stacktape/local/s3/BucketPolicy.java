package dev.stacktape.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.http.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A bucket policy, as far as it opens the bucket to everybody. Callers who sign are the owner here
 * and need no permission.
 */
final class BucketPolicy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> statements;

  private BucketPolicy(List<JsonNode> statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy.
   *
   * @throws AwsError {@code MalformedPolicy}
   */
  static BucketPolicy parse(String document) {
    try {
      JsonNode root = JSON.readTree(document);
      if (!root.isObject() || root.path("Statement").isMissingNode()) {
        throw malformed("Policies must be valid JSON and the first byte must be '{'");
      }
      List<JsonNode> statements = new ArrayList<>();
      for (JsonNode statement : each(root.path("Statement"))) {
        check(statement);
        statements.add(statement);
      }
      return new BucketPolicy(statements);
    } catch (JsonProcessingException e) {
      throw malformed("This policy contains invalid Json");
    }
  }

  private static void check(JsonNode statement) {
    if (!List.of("Allow", "Deny").contains(statement.path("Effect").asText())) {
      throw malformed("Missing required field Effect");
    }
    if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
      throw malformed("Missing required field Principal");
    }
    if (!statement.has("Action") && !statement.has("NotAction")) {
      throw malformed("Missing required field Action");
    }
    if (!statement.has("Resource") && !statement.has("NotResource")) {
      throw malformed("Missing required field Resource");
    }
  }

  /**
   * Refuses what a bucket may not have.
   *
   * @throws AwsError {@code MalformedPolicy} when it is about other buckets, {@code AccessDenied}
   *     when it opens a bucket that blocks public policies
   */
  void check(Bucket bucket) {
    String arn = "arn:aws:s3:::" + bucket.name();
    for (JsonNode statement : statements) {
      for (JsonNode resource : each(statement.path("Resource"))) {
        String text = resource.asText();
        if (!text.equals("*")
            && !text.equals(arn)
            && !text.startsWith(arn + "/")
            && !text.contains("*")) {
          throw malformed("Policy has invalid resource");
        }
      }
    }
    if (isPublic() && blocks(bucket, "BlockPublicPolicy")) {
      throw new AwsError(
          403,
          "AccessDenied",
          "User is not authorized to perform: s3:PutBucketPolicy on resource: \""
              + arn
              + "\" because public policies are prevented by the BlockPublicPolicy setting in S3"
              + " Block Public Access.");
    }
  }

  /** Whether it opens anything to everybody. */
  boolean isPublic() {
    return statements.stream().anyMatch(BucketPolicy::opens);
  }

  /** Whether everybody may do something, and nothing forbids it. */
  boolean allowsAnyone(String action, String arn) {
    boolean allowed = false;
    for (JsonNode statement : statements) {
      boolean applies =
          everybody(statement)
              && matches(statement.path("Action"), action)
              && matches(statement.path("Resource"), arn);
      if (applies && statement.path("Effect").asText().equals("Deny")) {
        return false;
      }
      allowed |= applies && opens(statement);
    }
    return allowed;
  }

  /** Whether a bucket's public access block has a setting switched on. */
  static boolean blocks(Bucket bucket, String setting) {
    String block = bucket.document(Subresource.PUBLIC_ACCESS_BLOCK);
    return block != null
        && Boolean.parseBoolean(
            XmlElement.parse(block.getBytes(StandardCharsets.UTF_8)).text(setting));
  }

  /** A statement with a condition is never for everybody; conditions are not evaluated. */
  private static boolean opens(JsonNode statement) {
    return statement.path("Effect").asText().equals("Allow")
        && everybody(statement)
        && !statement.has("Condition");
  }

  private static boolean everybody(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    List<JsonNode> names = principal.isObject() ? each(principal.path("AWS")) : List.of(principal);
    return names.stream().anyMatch(name -> name.asText().equals("*"));
  }

  private static boolean matches(JsonNode patterns, String text) {
    return each(patterns).stream()
        .map(JsonNode::asText)
        .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
        .anyMatch(
            regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).matches());
  }

  /** AWS lets a list of one stand without brackets. */
  private static List<JsonNode> each(JsonNode node) {
    if (!node.isArray()) {
      return node.isMissingNode() ? List.of() : List.of(node);
    }
    List<JsonNode> items = new ArrayList<>();
    node.forEach(items::add);
    return items;
  }

  private static AwsError malformed(String message) {
    return new AwsError(400, "MalformedPolicy", message);
  }
}

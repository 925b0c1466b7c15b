package dev.stacktape.local.cloudformation.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.record.StoredValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values in the place of {@code {{resolve:...}}}. Done just before a resource is made or
 * changed; what comes out is handed on and never kept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>
 */
final class DynamicReferences {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)}}");

  private final StoredValues values;

  DynamicReferences(StoredValues values) {
    this.values = values;
  }

  /** The properties with every reference resolved. */
  Map<String, Object> resolve(Map<String, Object> properties) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    properties.forEach((name, value) -> resolved.put(name, tree(value)));
    return resolved;
  }

  private Object tree(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    Map<String, Object> map = Trees.map(value);
    if (map != null) {
      return resolve(map);
    }
    if (value instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      list.forEach(item -> resolved.add(tree(item)));
      return resolved;
    }
    return value;
  }

  private String text(String text) {
    Matcher reference = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (reference.find()) {
      String value =
          reference.group(1).equals("secretsmanager")
              ? secret(reference.group(2))
              : parameter(reference.group(1), reference.group(2));
      reference.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(resolved).toString();
  }

  private String parameter(String kind, String nameAndVersion) {
    int colon = nameAndVersion.lastIndexOf(':');
    boolean versioned = colon > 0 && nameAndVersion.substring(colon + 1).matches("\\d+");
    String name = versioned ? nameAndVersion.substring(0, colon) : nameAndVersion;
    String value = values.parameter(name);
    if (value == null) {
      throw new ResourceFailure(
          "Parameters: [" + kind + ":" + nameAndVersion + "] cannot be found.");
    }
    return value;
  }

  /** {@code secret-id:SecretString:json-key:version-stage:version-id}; an id may be an ARN. */
  private String secret(String reference) {
    List<String> parts = Arrays.asList(reference.split(":", -1));
    int idParts = reference.startsWith("arn:") ? Math.min(7, parts.size()) : 1;
    String id = String.join(":", parts.subList(0, idParts));
    List<String> rest = parts.subList(idParts, parts.size());
    String value = values.secret(id);
    if (value == null) {
      throw new ResourceFailure(
          "Secrets Manager can't find the specified secret. (Service: AWSSecretsManager; Status"
              + " Code: 400; Error Code: ResourceNotFoundException)");
    }
    boolean whole = rest.size() < 2 || rest.get(1).isEmpty();
    return whole ? value : member(value, rest.get(1));
  }

  private static String member(String document, String key) {
    JsonNode found = parsed(document).get(key);
    if (found == null) {
      throw new ResourceFailure("Could not find a value associated with JSONKey in SecretString");
    }
    return found.isValueNode() ? found.asText() : found.toString();
  }

  private static JsonNode parsed(String document) {
    @Nullable JsonNode tree;
    try {
      tree = JSON.readTree(document);
    } catch (JsonProcessingException e) {
      // The parser's own message would quote the secret.
      throw new ResourceFailure("Could not parse SecretString JSON");
    }
    return tree;
  }
}

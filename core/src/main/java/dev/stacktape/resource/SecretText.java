package dev.stacktape.resource;

import dev.stacktape.name.LogicalId;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A parameter with a password in it, kept in a secret for workloads that can read it from there, so
 * that it stands in no task definition. The secret is in the stack if such a workload is connected.
 *
 * @param secretId the logical id of the secret
 * @param secret what it is; all texts of a resource are in one
 * @param key the key of the text in the JSON that the secret holds
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html">Secrets
 *     in environment variables of ECS</a>
 */
public record SecretText(String secretId, CfnResource secret, String key) {

  /**
   * The texts of a resource.
   *
   * @param texts template values by the name of the parameter
   */
  public static Map<String, SecretText> of(
      Resource<?> resource, StackView stack, Map<String, Object> texts) {
    String secretId = LogicalId.of(resource.name(), "ConnectionSecret");
    StringJoiner json = new StringJoiner(",", "{", "}");
    texts.keySet().forEach(key -> json.add("\"" + key + "\":\"${" + key + "}\""));
    CfnResource secret =
        CfnResource.of(
                "AWS::SecretsManager::Secret",
                new Tree()
                    .with("Description", "Addresses of " + resource.name())
                    .with("SecretString", Fn.sub(json.toString(), texts))
                    .with("Tags", stack.tags().toList())
                    .build())
            // What is in it can be made again from the template.
            .withAttribute("DeletionPolicy", "Delete")
            .withAttribute("UpdateReplacePolicy", "Delete");
    Map<String, SecretText> secrets = new LinkedHashMap<>();
    texts.keySet().forEach(key -> secrets.put(key, new SecretText(secretId, secret, key)));
    return secrets;
  }

  /** The text as it stands in the secret: the template value that stands for it. */
  public Object reference() {
    return Fn.sub("{{resolve:secretsmanager:${" + secretId + "}:SecretString:" + key + "}}");
  }
}

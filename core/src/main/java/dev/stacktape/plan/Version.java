package dev.stacktape.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a successful deployment left behind: everything that is needed to deploy the same again.
 *
 * @param number 1 for the first deployment of the stack
 * @param time ISO-8601
 * @param by ARN of the identity that deployed
 * @param commit of the git repository that it was deployed from, null outside of one
 * @param dirty whether there were changes that no commit holds
 * @param planId what was carried out
 * @param templateKey of the bound template in the deployment bucket
 * @param parameters the values that the template's parameters had, by logical id
 * @param tags of the stack
 * @param code of the functions
 * @param functionCode the base64 SHA-256 of each function's code, by logical id
 * @param resources which resource of the config each CloudFormation resource comes from, by logical
 *     id
 * @param restores the number of the version that a rollback went back to, null for a deployment
 * @param companion the part of the stack in another region, null where it had none
 * @param contents the files in buckets, by the name of who asks for them; null in a version that
 *     was made before files were kept
 */
public record Version(
    int number,
    String time,
    String by,
    @Nullable String commit,
    boolean dirty,
    String planId,
    String templateKey,
    Map<String, String> parameters,
    Map<String, String> tags,
    List<StoredCode> code,
    Map<String, String> functionCode,
    Map<String, String> resources,
    @Nullable Integer restores,
    @Nullable Companion companion,
    @Nullable List<StoredContent> contents) {

  /**
   * The companion of the stack.
   *
   * @param templateKey of its template in the deployment bucket of the stack
   * @param parameters the values that the parameters of that template had
   */
  public record Companion(String templateKey, Map<String, String> parameters) {
    public Companion {
      parameters = Map.copyOf(parameters);
    }
  }

  public Version {
    parameters = Map.copyOf(parameters);
    tags = Map.copyOf(tags);
    code = List.copyOf(code);
    functionCode = Map.copyOf(functionCode);
    resources = Map.copyOf(resources);
    contents =
        contents == null
            ? null
            : contents.stream().sorted(Comparator.comparing(StoredContent::name)).toList();
  }

  /** The same under a number. */
  public Version numbered(int newNumber) {
    return copy(newNumber, contents);
  }

  /** The same with other files in its buckets. */
  public Version with(List<StoredContent> otherContents) {
    return copy(number, otherContents);
  }

  private Version copy(int otherNumber, @Nullable List<StoredContent> otherContents) {
    return new Version(
        otherNumber,
        time,
        by,
        commit,
        dirty,
        planId,
        templateKey,
        parameters,
        tags,
        code,
        functionCode,
        resources,
        restores,
        companion,
        otherContents);
  }

  /** What is on record of files in its buckets. */
  public List<StoredContent> files() {
    return contents == null ? List.of() : contents;
  }

  /** The number of the deployment whose content this is. */
  public int content() {
    return restores == null ? number : restores;
  }
}

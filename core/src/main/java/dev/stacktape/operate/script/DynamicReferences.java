package dev.stacktape.operate.script;

import static dev.stacktape.operate.script.ScriptCode.SCRIPT_SECRET_NOT_FOUND;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.problem.StacktapeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets and parameters inside of texts, which CloudFormation puts in when it deploys and which
 * are put in here for scripts.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>
 */
final class DynamicReferences {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{resolve:(secretsmanager|ssm|ssm-secure):([^{}]+)}}");

  /** The id, which is a name or an ARN, and up to four parts that may be empty. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(arn:(?:[^:]*:){5}[^:]+|[^:]+)(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?(?::(.*))?");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LiveStack stack;
  private final List<String> secrets = new ArrayList<>();

  DynamicReferences(LiveStack stack) {
    this.stack = stack;
  }

  /** The text with all of them put in. */
  String resolve(String text) {
    return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  /** The secrets that were put in so far, each as a whole and line by line. */
  List<String> secrets() {
    return List.copyOf(secrets);
  }

  private String value(MatchResult found) {
    return found.group(1).equals("secretsmanager")
        ? secret(found.group(2))
        : parameter(found.group(2), found.group(1).equals("ssm-secure"));
  }

  private String secret(String reference) {
    Matcher parts = SECRET.matcher(reference);
    if (!parts.matches()) {
      throw notFound("secret `" + reference + "`");
    }
    String id = parts.group(1);
    String whole =
        stack
            .secret(id, orEmpty(parts.group(4)), orEmpty(parts.group(5)))
            .orElseThrow(() -> notFound("secret `" + id + "`"));
    remember(whole);
    String key = orEmpty(parts.group(3));
    if (key.isEmpty()) {
      return whole;
    }
    String value = member(whole, key, id);
    remember(value);
    return value;
  }

  private static String member(String json, String key, String id) {
    try {
      JsonNode value = JSON.readTree(json).get(key);
      if (value != null && value.isValueNode() && !value.isNull()) {
        return value.asText();
      }
    } catch (JsonProcessingException notJson) {
      // What is no JSON has no keys either. The exception would quote the secret.
      throw notFound("key `" + key + "` in the secret `" + id + "`");
    }
    throw notFound("key `" + key + "` in the secret `" + id + "`");
  }

  private String parameter(String name, boolean secure) {
    LiveStack.Parameter parameter =
        stack.parameter(name).orElseThrow(() -> notFound("parameter `" + name + "`"));
    if (secure || parameter.secret()) {
      remember(parameter.value());
    }
    return parameter.value();
  }

  /**
   * What is printed goes out line by line, and so does a secret of several lines; in an address it
   * is encoded.
   */
  private void remember(String secret) {
    secrets.add(secret);
    secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    secret.lines().forEach(secrets::add);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static StacktapeException notFound(String what) {
    return new StacktapeException(
        SCRIPT_SECRET_NOT_FOUND
            .error("There is no " + what + " in this account and region.")
            .hint("Create it, or look at the name that the config gives."));
  }
}

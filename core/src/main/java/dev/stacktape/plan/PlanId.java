package dev.stacktape.plan;

import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names a plan by everything that it stands for: what was shown, the template that is going to be
 * deployed, and the state of the stack that it was made from.
 */
final class PlanId {
  private PlanId() {}

  /** 64 lower-case hexadecimal digits. */
  static String of(
      Plan plan, DeployedStack deployed, Template wanted, Map<String, String> wantedTags) {
    String content =
        String.join(
            "\n",
            PlanJson.write(plan.withId("")),
            TemplateText.toCompactJson(wanted),
            new TreeMap<>(wantedTags).toString(),
            String.valueOf(deployed.stackId()),
            String.valueOf(deployed.status()),
            String.valueOf(deployed.lastChanged()),
            new TreeMap<>(deployed.liveCode()).toString(),
            new TreeMap<>(deployed.swaps()).toString());
    return digest(content);
  }

  /** The id of two plans that are one. */
  static String of(String id, String other) {
    return digest(id + "\n" + other);
  }

  private static String digest(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

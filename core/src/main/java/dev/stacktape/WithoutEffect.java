package dev.stacktape;

import dev.stacktape.config.Config;
import dev.stacktape.config.DeploymentConfig;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.Node;
import dev.stacktape.problem.Problem;
import dev.stacktape.resource.ResourceCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a config may say that this version reads and does nothing about. Nothing of it is left out
 * in silence.
 */
final class WithoutEffect {
  private static final List<HookTrigger> WITHOUT_OPERATION =
      List.of(
          HookTrigger.BEFORE_BUCKET_SYNC,
          HookTrigger.AFTER_BUCKET_SYNC,
          HookTrigger.BEFORE_DEV,
          HookTrigger.AFTER_DEV);

  /** By path from the root of the config: what does not happen. */
  private static final Map<List<String>, String> WORDS = words();

  private WithoutEffect() {}

  /** A warning for each, at its place. */
  static List<Problem> in(Config config) {
    List<Problem> warnings = new ArrayList<>();
    WORDS.forEach(
        (path, words) -> {
          if (isSet(config.root(), path)) {
            warnings.add(
                ResourceCode.FEATURE_NOT_SUPPORTED
                    .warning("`%s` has no effect yet: %s.".formatted(String.join(".", path), words))
                    .at(config.root().locate(path.toArray()))
                    .hint("It can stay; later versions act on it."));
          }
        });
    DeploymentConfig deployment = config.values().deploymentConfig();
    if (deployment != null && Boolean.FALSE.equals(deployment.disableS3TransferAcceleration())) {
      warnings.add(
          ResourceCode.FEATURE_NOT_SUPPORTED
              .warning("Uploads go straight to the region of the bucket, never accelerated.")
              .at(config.root().locate("deploymentConfig", "disableS3TransferAcceleration"))
              .hint("It can stay; later versions act on it."));
    }
    return warnings;
  }

  private static boolean isSet(Node.Mapping root, List<String> path) {
    Node node = root;
    for (String step : path) {
      node = node instanceof Node.Mapping map ? map.get(step) : null;
      if (node == null) {
        return false;
      }
    }
    return true;
  }

  private static Map<List<String>, String> words() {
    Map<List<String>, String> words = new LinkedHashMap<>();
    for (HookTrigger trigger : WITHOUT_OPERATION) {
      words.put(
          List.of("hooks", trigger.key()), "there is no `" + trigger.command() + "` that runs it");
    }
    return words;
  }
}

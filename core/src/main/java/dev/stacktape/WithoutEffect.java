package dev.stacktape;

import dev.stacktape.config.Config;
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
    words.put(List.of("hooks"), "the scripts are not run, so run them yourself");
    words.put(List.of("directives"), "directives of your own are not known");
    words.put(List.of("stackConfig", "vpc"), "nothing that needs a network can be deployed");
    words.put(
        List.of("stackConfig", "disableStackInfoSaving"),
        "what is deployed is always written below the build folder");
    words.put(
        List.of("stackConfig", "stackInfoDirectory"),
        "what is deployed is written below the build folder");
    words.put(
        List.of("deploymentConfig", "previousVersionsToKeep"), "earlier artifacts are all kept");
    words.put(
        List.of("deploymentConfig", "disableS3TransferAcceleration"),
        "uploads always go straight to the region");
    return words;
  }
}

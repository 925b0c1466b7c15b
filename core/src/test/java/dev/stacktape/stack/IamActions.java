package dev.stacktape.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The actions of services, as AWS's Service Authorization Reference has them. */
final class IamActions {
  private static final Path FILE = Path.of("src/test/resources/iam/actions.jsonl");

  /** Whether an action can be allowed for some resources only, by {@code service:action}. */
  private final Map<String, Boolean> takesResource = new TreeMap<>();

  private final Map<String, List<String>> found = new HashMap<>();

  private IamActions() {}

  static IamActions read() throws IOException {
    IamActions actions = new IamActions();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(FILE)) {
      JsonNode service = json.readTree(line);
      String name = service.path("service").asText();
      service
          .path("onResources")
          .forEach(action -> actions.takesResource.put(name + ":" + action.asText(), true));
      service
          .path("onEverything")
          .forEach(action -> actions.takesResource.put(name + ":" + action.asText(), false));
    }
    return actions;
  }

  /** Whether there is such an action; a pattern has to fit one. */
  boolean exists(String pattern) {
    return !fitting(pattern).isEmpty();
  }

  /** Whether AWS takes a resource for an action, or for one that a pattern fits. */
  boolean takesResource(String pattern) {
    return fitting(pattern).stream().anyMatch(takesResource::get);
  }

  private List<String> fitting(String pattern) {
    return found.computeIfAbsent(pattern, this::search);
  }

  private List<String> search(String pattern) {
    // IAM does not look at the case.
    Pattern words =
        Pattern.compile("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", Pattern.CASE_INSENSITIVE);
    return takesResource.keySet().stream()
        .filter(action -> words.matcher(action).matches())
        .toList();
  }
}

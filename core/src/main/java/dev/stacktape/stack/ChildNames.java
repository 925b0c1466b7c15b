package dev.stacktape.stack;

import dev.stacktape.name.LogicalId;
import dev.stacktape.template.CfnResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The names that the module {@code stacktape} has for the CloudFormation resources of a type, such
 * as {@code lambda} for the function among those that a {@code function} becomes. Configs may use
 * them wherever a logical id of a resource's own is wanted.
 */
final class ChildNames {
  private final Map<String, Map<String, Child>> byType = new HashMap<>();

  /**
   * @param logicalId with {@code {}} for the name of the resource; a dash where the name alone does
   *     not say it
   */
  private record Child(String cloudFormationType, String logicalId) {}

  private ChildNames() {}

  static ChildNames bundled() {
    ChildNames names = new ChildNames();
    text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", -1))
        .forEach(
            fields ->
                names
                    .byType
                    .computeIfAbsent(fields[0], type -> new HashMap<>())
                    .put(fields[1], new Child(fields[2], fields[3])));
    return names;
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(ChildNames.class.getResourceAsStream("children.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The logical id that a name means.
   *
   * @param type the word of the resource's type
   * @param resource the resource's name
   * @param name one of the names, or a logical id
   * @param own the CloudFormation resources of that resource, by logical id
   * @return empty when it is none of them, or could be several
   */
  Optional<String> logicalId(
      String type, String resource, String name, Map<String, CfnResource> own) {
    if (own.containsKey(name)) {
      return Optional.of(name);
    }
    Child child = byType.getOrDefault(type, Map.of()).get(name);
    if (child == null) {
      return Optional.empty();
    }
    String expected = child.logicalId().replace("{}", LogicalId.of(resource));
    if (own.containsKey(expected)) {
      return Optional.of(expected);
    }
    List<String> ofType = new ArrayList<>();
    own.forEach(
        (id, candidate) -> {
          if (candidate.type().equals(child.cloudFormationType())) {
            ofType.add(id);
          }
        });
    return ofType.size() == 1 ? Optional.of(ofType.get(0)) : Optional.empty();
  }

  /** Whether the type has such a name, even when the resource has nothing of that kind. */
  boolean knows(String type, String name) {
    return byType.getOrDefault(type, Map.of()).containsKey(name);
  }
}

package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.CONFIG_RESOURCE_NAME;
import static dev.stacktape.config.ConfigCode.CONFIG_UNKNOWN_RESOURCE_TYPE;
import static dev.stacktape.config.ConfigCode.RESOURCE_TYPE_NOT_SUPPORTED;

import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is below {@code resources}: the type first, and by it the properties. */
final class ResourceReader {
  static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+");

  /** Types that consist of no CloudFormation resources known beforehand. */
  static final Set<String> WITHOUT_OVERRIDES =
      Set.of("aws-cdk-construct", "mongo-db-atlas-cluster");

  private static final Envelope ENVELOPE = new Envelope("type", "properties", Set.of());

  private static final Shape OVERRIDES =
      new CollectionShapes.MapShape(new FreeShape(Node.Mapping.class));

  private final ResourceTypes types;
  private final Problems problems;
  private final BindingReport report;

  /**
   * @param standIns takes what stands in for values that are known only during deployment
   */
  ResourceReader(ResourceTypes types, StandIns standIns, Problems problems) {
    this.types = types;
    this.problems = problems;
    this.report = new BindingReport(problems, standIns);
  }

  /** The resources without problems, in the order of the config. */
  Map<String, ResourceDefinition> read(Node.Mapping root) {
    Map<String, ResourceDefinition> resources = new LinkedHashMap<>();
    if (root.get("resources") instanceof Node.Mapping map) {
      StrayKeys.gathered(map, report)
          .forEach(
              (name, entry) -> {
                ResourceDefinition resource = resource(name, entry);
                if (resource != null) {
                  resources.put(name, resource);
                }
              });
    }
    return Collections.unmodifiableMap(resources);
  }

  private @Nullable ResourceDefinition resource(String name, Node.Entry entry) {
    if (!NAME.matcher(name).matches()) {
      problems.add(unfitName(name, entry.keyLocation()));
    }
    Subject subject = new Subject("`" + name + "`", entry.keyLocation());
    if (!(entry.value() instanceof Node.Mapping map)) {
      if (!Complex.refuseSingle(entry.value(), subject, "a map with `type`", report)) {
        report.wrongType(subject, entry.value(), "a map with `type`", Complex.INDENT);
      }
      return null;
    }
    String word = ENVELOPE.word(map, ResourceTypes.WORDS, subject, report);
    Class<? extends Record> record = word == null ? null : types.properties(word);
    if (word == null || record == null) {
      if (word != null) {
        problems.add(unusableType(name, word, Objects.requireNonNull(map.get("type"))));
      }
      return null;
    }
    return bound(name, word, record, map, subject);
  }

  private @Nullable ResourceDefinition bound(
      String name, String word, Class<? extends Record> record, Node.Mapping map, Subject subject) {
    Set<String> beside = WITHOUT_OVERRIDES.contains(word) ? Set.of() : Set.of("overrides");
    RecordShape shape = (RecordShape) Shapes.structure(record);
    Object properties =
        new Envelope("type", "properties", beside).bind(map, word, shape, false, subject, report);
    Node.Mapping overrides = overrides(map, subject);
    if (properties == null) {
      return null;
    }
    Node.Mapping node =
        map.get("properties") instanceof Node.Mapping written
            ? written
            : new Node.Mapping(Map.of(), subject.owner());
    return new ResourceDefinition(
        name, word, record.cast(properties), node, overrides, subject.owner());
  }

  /** What {@code overrides} says: a map of maps, by logical id. */
  private Node.@Nullable Mapping overrides(Node.Mapping map, Subject subject) {
    Node.Entry entry = map.entries().get("overrides");
    if (entry == null) {
      return null;
    }
    Subject inner = subject.inside(".overrides", entry.keyLocation());
    OVERRIDES.bind(entry.value(), inner, report);
    return entry.value() instanceof Node.Mapping overrides ? overrides : null;
  }

  private static Problem unfitName(String name, Location location) {
    return CONFIG_RESOURCE_NAME
        .error(
            "The resource name `%s` has other characters than letters and digits."
                .formatted(BindingReport.shown(name)))
        .at(location)
        .hint("Logical ids of CloudFormation are made of it. Write it like `ordersTable`.");
  }

  private static Problem unusableType(String name, String word, Node found) {
    if (ResourceTypes.WORDS.contains(word)) {
      return RESOURCE_TYPE_NOT_SUPPORTED
          .error("`%s` is a `%s`, a type that is not built yet.".formatted(name, word))
          .at(found.location())
          .hint("A later version has it. Until then `cloudformationResources` takes anything.");
    }
    String hint =
        DidYouMean.closest(word, ResourceTypes.WORDS)
            .map(near -> "Did you mean `" + near + "`?")
            .orElse("Known: " + BindingReport.list(ResourceTypes.WORDS));
    return CONFIG_UNKNOWN_RESOURCE_TYPE
        .error(
            "`%s` has the type `%s`, which does not exist."
                .formatted(name, BindingReport.shown(word)))
        .at(found.location())
        .hint(hint);
  }
}

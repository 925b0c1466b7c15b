package dev.stacktape.local.cloudformation.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template with its parameters: the conditions are decided, what they leave out is gone, and what
 * depends on what is known.
 */
public final class BoundTemplate {
  static final Set<String> PSEUDO_PARAMETERS =
      Set.of(
          "AWS::AccountId",
          "AWS::NotificationARNs",
          "AWS::NoValue",
          "AWS::Partition",
          "AWS::Region",
          "AWS::StackId",
          "AWS::StackName",
          "AWS::URLSuffix");
  private static final int UNDECIDED = -1;

  private final TemplateDocument document;
  private final StackIdentity identity;
  private final Map<String, Object> parameters;
  private final Map<String, Integer> decided = new HashMap<>();
  private final Map<String, ResourceEntry> resources = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
  private final Map<String, Set<String>> dependencies = new LinkedHashMap<>();

  private BoundTemplate(
      TemplateDocument document, StackIdentity identity, Map<String, Object> parameters) {
    this.document = document;
    this.identity = identity;
    this.parameters = parameters;
  }

  /**
   * Binds a template.
   *
   * @param values of parameters by name, as text
   * @throws dev.stacktape.local.AwsError for parameters that are missing, unknown or not allowed,
   *     for a reference to a resource that a condition leaves out, and for circles
   */
  public static BoundTemplate bind(
      TemplateDocument document,
      Map<String, String> values,
      StackIdentity identity,
      ParameterStore store) {
    BoundTemplate bound =
        new BoundTemplate(document, identity, ParameterValues.of(document, values, store));
    document.conditions().keySet().forEach(bound::condition);
    bound.leaveOut();
    bound.findDependencies();
    DependencyOrder.refuseCircles(bound.dependencies);
    return bound;
  }

  private void leaveOut() {
    for (ResourceEntry entry : document.resources().values()) {
      if (entry.condition() == null || condition(entry.condition())) {
        resources.put(
            entry.logicalId(),
            entry.withTrees(prunedMap(entry.properties()), prunedMap(entry.attributes())));
      }
    }
    document
        .outputs()
        .forEach(
            (key, tree) -> {
              if (!(tree.get("Condition") instanceof String name) || condition(name)) {
                outputs.put(key, prunedMap(tree));
              }
            });
  }

  private Map<String, Object> prunedMap(Map<String, Object> tree) {
    Map<String, Object> pruned = Trees.map(prune(tree));
    return pruned == null ? Map.of() : pruned;
  }

  /** Puts the branch that holds in the place of each {@code Fn::If}. */
  private Object prune(Object tree) {
    Map.Entry<String, Object> only = Trees.only(tree);
    if (only != null && only.getKey().equals("Fn::If")) {
      if (!(only.getValue() instanceof List<?> list) || list.size() != 3) {
        throw TemplateErrors.function("Fn::If requires a list argument with three elements");
      }
      Object branch = condition(String.valueOf(list.get(0))) ? list.get(1) : list.get(2);
      return branch == null ? "" : prune(branch);
    }
    return Trees.mapChildren(tree, this::prune);
  }

  private void findDependencies() {
    Set<String> unresolved = new LinkedHashSet<>();
    for (ResourceEntry entry : resources.values()) {
      Set<String> needed = new LinkedHashSet<>();
      entry.dependsOn().stream().filter(resources::containsKey).forEach(needed::add);
      // A policy can name resources too, such as the functions that a gradual deployment calls.
      for (String name : resourcesIn(List.of(entry.properties(), entry.attributes()))) {
        (resources.containsKey(name) ? needed : unresolved).add(name);
      }
      dependencies.put(entry.logicalId(), Collections.unmodifiableSet(needed));
    }
    if (!unresolved.isEmpty()) {
      throw TemplateErrors.format(
          "Unresolved resource dependencies ["
              + String.join(", ", unresolved)
              + "] in the Resources block of the template");
    }
  }

  private List<String> resourcesIn(Object tree) {
    List<String> names = new ArrayList<>();
    for (Reference reference : Reference.in(tree)) {
      if (reference instanceof Reference.Ref ref && document.resources().containsKey(ref.name())) {
        names.add(ref.name());
      } else if (reference instanceof Reference.Attribute attribute) {
        names.add(attribute.logicalId());
      }
    }
    return names;
  }

  /** Whether a condition holds. */
  boolean condition(String name) {
    Integer known = decided.get(name);
    if (known != null && known == UNDECIDED) {
      throw TemplateErrors.format("Circular dependencies for conditions: [" + name + "]");
    }
    if (known != null) {
      return known == 1;
    }
    Object tree = document.conditions().get(name);
    if (tree == null) {
      throw TemplateErrors.format(
          "Unresolved condition dependency " + name + " in the Conditions block of the template");
    }
    decided.put(name, UNDECIDED);
    boolean holds = Evaluation.ofConditions(this).truth(tree);
    decided.put(name, holds ? 1 : 0);
    return holds;
  }

  /** The template as it was sent. */
  public TemplateDocument document() {
    return document;
  }

  /** The stack that it is for. */
  public StackIdentity identity() {
    return identity;
  }

  /** The resources that exist under the present conditions, without any {@code Fn::If}. */
  public Map<String, ResourceEntry> resources() {
    return Collections.unmodifiableMap(resources);
  }

  /** The outputs that exist under the present conditions, by key. */
  public Map<String, Map<String, Object>> outputs() {
    return Collections.unmodifiableMap(outputs);
  }

  /** For each resource the logical ids of those that must exist before it. */
  public Map<String, Set<String>> dependencies() {
    return Collections.unmodifiableMap(dependencies);
  }

  /** The parameters that a tree refers to. */
  public Set<String> parametersIn(Object tree) {
    Set<String> names = new HashSet<>();
    for (Reference reference : Reference.in(tree)) {
      if (reference instanceof Reference.Ref ref && parameters.containsKey(ref.name())) {
        names.add(ref.name());
      }
    }
    return names;
  }

  /** The resources whose {@code Ref} a tree takes. */
  public Set<String> refsIn(Object tree) {
    Set<String> names = new LinkedHashSet<>();
    for (Reference reference : Reference.in(tree)) {
      if (reference instanceof Reference.Ref ref && resources.containsKey(ref.name())) {
        names.add(ref.name());
      }
    }
    return names;
  }

  /** The attributes that a tree takes: {@code LogicalId.Attribute}. */
  public Set<String> attributesIn(Object tree) {
    Set<String> names = new LinkedHashSet<>();
    for (Reference reference : Reference.in(tree)) {
      if (reference instanceof Reference.Attribute attribute) {
        names.add(attribute.logicalId() + "." + attribute.attribute());
      }
    }
    return names;
  }

  /** A parameter as the template sees it, or null when it declares none of that name. */
  public @Nullable Object parameter(String name) {
    return parameters.get(name);
  }
}

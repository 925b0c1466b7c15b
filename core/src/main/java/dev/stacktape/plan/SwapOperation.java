package dev.stacktape.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One hot-swap: a resource becomes what the template says by calls of its own service, without
 * CloudFormation. Also what puts a resource back that an earlier hot-swap made different.
 */
public sealed interface SwapOperation {

  /** What it is about. */
  Subject subject();

  /** What is changed, for a person to read, such as {@code code, Timeout}. */
  String what();

  /**
   * The resource of an operation.
   *
   * @param resourceName the resource in the config
   * @param logicalId its CloudFormation resource
   * @param type of the CloudFormation resource
   * @param physicalId AWS's id for what is called: the name of a function, the ARN of a service or
   *     state machine
   * @param differing what differs from the deployed template afterwards, such as {@code Code} or
   *     {@code Environment.Variables.MODE}; empty where nothing does
   * @param digest of what is wanted, by which a swap is known that was made already
   */
  record Subject(
      String resourceName,
      String logicalId,
      String type,
      String physicalId,
      List<String> differing,
      String digest) {
    public Subject {
      differing = List.copyOf(differing);
    }
  }

  /** Whether the resource is put back to what the deployed template says. */
  default boolean isRestoration() {
    return subject().differing().isEmpty();
  }

  /**
   * A function gets other code, another configuration, or both.
   *
   * @param artifact the artifact whose code it gets, null where it keeps its code or runs an image
   * @param image the image that it gets, null for other functions
   * @param configuration properties as CloudFormation names them, apart from the environment
   * @param variables what becomes of its environment
   * @param alias what becomes of the alias by which it is called, null where there is none
   */
  record Function(
      Subject subject,
      @Nullable String artifact,
      @Nullable String image,
      Map<String, Object> configuration,
      NamedValues variables,
      @Nullable AliasMove alias)
      implements SwapOperation {
    public Function {
      configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    }

    @Override
    public String what() {
      List<String> what = new ArrayList<>();
      if (artifact != null) {
        what.add("code");
      }
      if (image != null) {
        what.add("image");
      }
      what.addAll(configuration.keySet());
      if (!variables.isEmpty()) {
        what.add("environment (" + String.join(", ", variables.names()) + ")");
      }
      if (alias != null && what.isEmpty()) {
        what.add("alias " + alias.name());
      }
      return String.join(", ", what);
    }
  }

  /**
   * An alias that stands for a version of a function.
   *
   * @param version the version that it goes back to; null for one that is published of what the
   *     function has become
   * @param obsolete a version that an earlier hot-swap published and that nothing needs after this;
   *     null where there is none. Lambda publishes nothing that it has published last, so one that
   *     stayed would keep CloudFormation from publishing its own
   */
  record AliasMove(String name, @Nullable String version, @Nullable String obsolete) {}

  /**
   * A service runs its containers otherwise: by a task definition that is registered of the one in
   * the stack with these changes, or by the one in the stack where there are none.
   *
   * @param cluster ARN or name
   * @param taskDefinition ARN of the one that belongs to the stack
   */
  record Containers(
      Subject subject, String cluster, String taskDefinition, List<ContainerChange> changes)
      implements SwapOperation {
    public Containers {
      changes = List.copyOf(changes);
    }

    @Override
    public String what() {
      return changes.isEmpty()
          ? "task definition"
          : String.join(", ", changes.stream().map(ContainerChange::what).toList());
    }
  }

  /**
   * What changes in a container.
   *
   * @param name of the container
   * @param properties as ECS's API names them; what is not here stays as it is
   * @param gone properties that are no longer set
   * @param environment variables in plain text
   * @param secrets variables that ECS reads from where the values say
   */
  record ContainerChange(
      String name,
      Map<String, Object> properties,
      Set<String> gone,
      NamedValues environment,
      NamedValues secrets) {
    public ContainerChange {
      properties = Collections.unmodifiableMap(new TreeMap<>(properties));
      gone = Collections.unmodifiableSet(new TreeSet<>(gone));
    }

    String what() {
      List<String> what = new ArrayList<>(properties.keySet());
      what.addAll(gone);
      if (!environment.isEmpty()) {
        what.add("environment (" + String.join(", ", environment.names()) + ")");
      }
      if (!secrets.isEmpty()) {
        what.add("secrets (" + String.join(", ", secrets.names()) + ")");
      }
      return name + ": " + String.join(", ", what);
    }
  }

  /**
   * A state machine gets another definition.
   *
   * @param definition in Amazon States Language, as JSON
   */
  record StateMachine(Subject subject, String definition) implements SwapOperation {
    @Override
    public String what() {
      return "definition";
    }
  }

  /**
   * Values by name that are set, and names that are no longer set.
   *
   * @param set in alphabetical order
   * @param unset in alphabetical order
   */
  record NamedValues(Map<String, String> set, Set<String> unset) {
    /** Nothing is set and nothing unset. */
    public static final NamedValues NONE = new NamedValues(Map.of(), Set.of());

    public NamedValues {
      set = Collections.unmodifiableMap(new TreeMap<>(set));
      unset = Collections.unmodifiableSet(new TreeSet<>(unset));
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
      return set.isEmpty() && unset.isEmpty();
    }

    /** All names that it is about. */
    public List<String> names() {
      Set<String> names = new TreeSet<>(set.keySet());
      names.addAll(unset);
      return List.copyOf(names);
    }

    /** What other values become by this. */
    public Map<String, String> appliedTo(Map<String, String> values) {
      Map<String, String> changed = new LinkedHashMap<>(values);
      changed.keySet().removeAll(unset);
      changed.putAll(set);
      return changed;
    }
  }
}

package dev.stacktape.resource.container;

import dev.stacktape.resource.Connections;
import dev.stacktape.resource.EnvironmentVar;
import dev.stacktape.resource.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of a container: what the config says, and over it what connected resources say of
 * themselves.
 *
 * @param values template values by name
 */
record ContainerEnvironment(Map<String, Object> values) {

  static ContainerEnvironment of(List<EnvironmentVar> environment, Connections connections) {
    Map<String, Object> values = new LinkedHashMap<>();
    environment.forEach(variable -> values.put(variable.name(), variable.value().text()));
    values.putAll(connections.environmentWithSecrets());
    return new ContainerEnvironment(values);
  }

  /** What stands in the definition of the container. */
  List<Map<String, Object>> variables() {
    List<Map<String, Object>> variables = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          if (KeptValue.of(value).isEmpty()) {
            variables.add(new Tree().with("Name", name).with("Value", value).build());
          }
        });
    return variables;
  }

  /** What is read when the container starts. */
  List<Map<String, Object>> secrets() {
    List<Map<String, Object>> secrets = new ArrayList<>();
    values.forEach(
        (name, value) ->
            KeptValue.of(value)
                .ifPresent(
                    kept ->
                        secrets.add(
                            new Tree()
                                .with("Name", name)
                                .with("ValueFrom", kept.source())
                                .build())));
    return secrets;
  }

  /** What ECS must be able to read for it. */
  List<KeptValue> kept() {
    return values.values().stream().flatMap(value -> KeptValue.of(value).stream()).toList();
  }
}

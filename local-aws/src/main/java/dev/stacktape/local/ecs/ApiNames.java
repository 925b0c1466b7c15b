package dev.stacktape.local.ecs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Properties as CloudFormation names them, under the names that ECS's API has for them. */
final class ApiNames {
  /** What is below these are names of the user's own. */
  private static final Set<String> OPAQUE =
      Set.of("Options", "DockerLabels", "DriverOpts", "Labels", "LogDriverOptions");

  private ApiNames() {}

  static Map<String, Object> of(Map<?, ?> properties) {
    Map<String, Object> named = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          named.put(apiName(name), OPAQUE.contains(name) ? value : convert(value));
        });
    return named;
  }

  private static Object convert(Object value) {
    if (value instanceof Map<?, ?> map) {
      return of(map);
    }
    if (value instanceof List<?> list) {
      List<Object> converted = new ArrayList<>();
      list.forEach(item -> converted.add(convert(item)));
      return converted;
    }
    return value;
  }

  /** {@code EFSVolumeConfiguration} is {@code efsVolumeConfiguration}. */
  private static String apiName(String name) {
    if (name.startsWith("EFS")) {
      return "efs" + name.substring(3);
    }
    if (name.startsWith("FSx")) {
      return "fsx" + name.substring(3);
    }
    return name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
  }
}

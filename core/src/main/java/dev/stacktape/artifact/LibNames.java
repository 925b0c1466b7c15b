package dev.stacktape.artifact;

import dev.stacktape.artifact.JavaModule.Dependency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * File names for the jars in {@code lib/}: {@code artifactId-version[-classifier].jar}, with the
 * groupId before it where two dependencies would share a name. They do not depend on where a jar
 * lies, nor on what it is called there.
 */
public final class LibNames {
  private LibNames() {}

  /** A name for each dependency, in their order; a dependency that is there twice counts once. */
  public static Map<Dependency, String> of(List<Dependency> dependencies) {
    Map<String, Integer> uses = new HashMap<>();
    for (Dependency dependency : dependencies.stream().distinct().toList()) {
      uses.merge(shortName(dependency.id()), 1, Integer::sum);
    }
    Map<Dependency, String> names = new LinkedHashMap<>();
    for (Dependency dependency : dependencies) {
      String shortName = shortName(dependency.id());
      boolean unique = uses.getOrDefault(shortName, 0) == 1;
      names.put(dependency, (unique ? shortName : longName(dependency.id())) + ".jar");
    }
    return names;
  }

  private static String shortName(String id) {
    return longName(id.substring(id.indexOf(':') + 1));
  }

  private static String longName(String id) {
    return id.replace(':', '-');
  }
}

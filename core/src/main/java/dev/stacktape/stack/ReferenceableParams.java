package dev.stacktape.stack;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.Config;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code $ResourceParam} can refer to, of all resources of a config. */
public final class ReferenceableParams {
  private ReferenceableParams() {}

  /** Template values by the name of the resource and the name of the parameter. */
  public static Map<String, Map<String, Object>> of(
      Config config, Target target, List<JavaModule> modules) {
    StackModel model = StackModel.of(config, target, modules, new Problems());
    Map<String, Map<String, Object>> params = new LinkedHashMap<>();
    for (Resource<?> resource : model.resources().values()) {
      Params own = params(resource, model);
      if (!own.values().isEmpty()) {
        params.put(resource.name(), own.values());
      }
    }
    return params;
  }

  private static <P extends Record> Params params(Resource<P> resource, StackModel model) {
    return resource.type().params(resource, model);
  }
}

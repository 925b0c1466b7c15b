package dev.stacktape.stack;

import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.Hooks;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scripts of a config, and when they run.
 *
 * @param directory what their paths are relative to
 * @param byName in the order of the config
 * @param hooks by occasion; each names a script
 * @param roles logical ids of the roles that workloads act in, by the name of the resource
 */
public record StackScripts(
    Path directory,
    Map<String, ScriptSpec> byName,
    Map<HookTrigger, List<Hooks.Hook>> hooks,
    Map<String, String> roles) {

  public StackScripts {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    hooks = Map.copyOf(hooks);
    roles = Map.copyOf(roles);
  }

  /** No scripts. */
  public static StackScripts none() {
    return new StackScripts(Path.of(""), Map.of(), Map.of(), Map.of());
  }

  /**
   * The scripts that are due, in order.
   *
   * @param onBuildServer whether nobody sits at this machine; hooks can be left out by that
   */
  public List<ScriptSpec> due(HookTrigger trigger, boolean onBuildServer) {
    return hooks.getOrDefault(trigger, List.of()).stream()
        .filter(hook -> !Boolean.TRUE.equals(onBuildServer ? hook.skipOnCI() : hook.skipOnLocal()))
        .map(hook -> byName.get(hook.scriptName()))
        .toList();
  }
}

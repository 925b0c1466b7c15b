package dev.stacktape.resource.extension;

import dev.stacktape.config.ConfigValue;

/** When a script runs. */
public enum ScriptTrigger {
  @ConfigValue("after:deploy")
  AFTER_DEPLOY,
  @ConfigValue("before:delete")
  BEFORE_DELETE
}

package dev.stacktape.resource.network;

import dev.stacktape.config.ConfigValue;

/** What becomes of the actions of a group of rules: they only count, or stay as they are. */
public enum OverrideAction {
  @ConfigValue("Count")
  COUNT,
  @ConfigValue("None")
  NONE
}

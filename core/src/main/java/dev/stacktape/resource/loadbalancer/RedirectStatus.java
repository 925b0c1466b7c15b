package dev.stacktape.resource.loadbalancer;

import dev.stacktape.config.ConfigValue;

/** For how long a redirection holds. */
public enum RedirectStatus {
  @ConfigValue("HTTP_301")
  PERMANENT,
  @ConfigValue("HTTP_302")
  TEMPORARY
}

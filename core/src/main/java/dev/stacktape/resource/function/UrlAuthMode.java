package dev.stacktape.resource.function;

import dev.stacktape.config.ConfigValue;

/** Who may call a function's address. */
public enum UrlAuthMode {
  @ConfigValue("AWS_IAM")
  AWS_IAM,
  @ConfigValue("NONE")
  NONE
}

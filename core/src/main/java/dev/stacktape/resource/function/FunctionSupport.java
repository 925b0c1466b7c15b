package dev.stacktape.resource.function;

import dev.stacktape.resource.Inspection;

/** What the config language knows of functions but cannot be deployed yet. */
final class FunctionSupport {
  private FunctionSupport() {}

  static void check(Inspection<FunctionProperties> inspection) {
    FunctionProperties function = inspection.properties();
    inspection.withoutEffect(
        !FunctionLogs.areKept(function)
            && function.logging() != null
            && function.logging().logForwarding() != null,
        "its logs are disabled",
        "logging",
        "logForwarding");
    inspection.withoutEffect(
        !function.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }
}

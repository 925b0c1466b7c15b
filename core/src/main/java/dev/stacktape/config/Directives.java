package dev.stacktape.config;

import java.util.Set;

final class Directives {
  private static final Set<String> LATER =
      Set.of("ResourceParam", "CfResourceParam", "Secret", "SsmParam", "CfFormat", "CfStackOutput");

  private Directives() {}

  static boolean isDeployTime(String text) {
    return DirectiveText.isDirective(text) && LATER.contains(DirectiveText.nameOf(text));
  }
}

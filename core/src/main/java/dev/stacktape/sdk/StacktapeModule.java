package dev.stacktape.sdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The module {@code stacktape} as JavaScript. */
public final class StacktapeModule {
  /** The directives of the language; those that are not built say so when they are used. */
  static final List<String> DIRECTIVES =
      List.of(
          "File",
          "FileRaw",
          "CliArgs",
          "Stage",
          "Region",
          "Profile",
          "AwsAccountId",
          "Format",
          "Var",
          "This",
          "GitInfo",
          "StackOutput",
          "ResourceParam",
          "CfResourceParam",
          "Secret",
          "SsmParam",
          "CfFormat",
          "CfStackOutput");

  private StacktapeModule() {}

  /** The texts of modules that programs can import, by name. */
  public static Map<String, String> modules() {
    return Map.of("stacktape", javaScript());
  }

  /** What runs in the globals of a program before it. */
  public static List<String> runtime() {
    return List.of(SdkClass.text("runtime.js"));
  }

  private static String javaScript() {
    StringBuilder module = new StringBuilder();
    module.append("const s = globalThis.__stacktape;\n");
    module.append("export const defineConfig = s.defineConfig;\n");
    module.append("export const $CustomDirective = s.customDirective;\n");
    module.append("export const AWS_SES = 'aws:ses';\n");
    for (String directive : DIRECTIVES) {
      module.append("export const $%s = s.directive('%s');\n".formatted(directive, directive));
    }
    SdkClass.all().forEach(type -> module.append(definition(type)));
    return module.toString();
  }

  private static String definition(SdkClass type) {
    if (!type.isResource()) {
      return "export const %s = s.typed('%s', '%s');\n"
          .formatted(type.name(), type.name(), type.word());
    }
    String params =
        type.params().stream().map(param -> "'" + param + "'").collect(Collectors.joining(", "));
    return "export const %s = s.resource('%s', '%s', [%s]);\n"
        .formatted(type.name(), type.name(), type.word(), params);
  }
}

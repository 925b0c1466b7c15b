package dev.stacktape.config;

import static dev.stacktape.config.Signature.optional;
import static dev.stacktape.config.Signature.optionalText;
import static dev.stacktape.config.Signature.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of the built-in directives. */
final class Directives {
  private static final Signature OUTPUT =
      takes(text("stack"), text("output"), optionalText("region"));

  private static final Map<String, Directive> BUILT_IN =
      table(
          load("Stage", Signature.NONE, call -> call.result(call.context().stage())),
          load("Region", Signature.NONE, call -> call.result(call.context().region())),
          load("Profile", Signature.NONE, ContextDirectives::profile),
          load("AwsAccountId", Signature.NONE, ContextDirectives::account),
          load("CliArgs", takes(text("name"), optional("default")), ContextDirectives::cliArgs),
          load("GitInfo", takes(text("property")), GitProperty::evaluate),
          load("Var", Signature.NONE, ContextDirectives::variables),
          load("This", Signature.NONE, Invocation::root),
          load("Format", takes(text("template")).andMore(), Placeholders::format),
          load("File", takes(text("path")), FileDirectives::parsed),
          load("FileRaw", takes(text("path")), FileDirectives::raw),
          deploy("ResourceParam", takes(text("resource"), text("param"))),
          deploy("CfResourceParam", takes(text("logicalId"), text("attribute"))),
          deploy("Secret", takes(text("name"))),
          deploy("SsmParam", takes(text("name"))),
          deploy("CfFormat", takes(text("template")).andMore()),
          deploy("CfStackOutput", OUTPUT),
          // Both mean an exported output, so CloudFormation can look this one up as well.
          deploy("StackOutput", OUTPUT));

  private Directives() {}

  private static Directive load(String name, Signature signature, Directive.Evaluation evaluation) {
    return new Directive.LoadTime(name, signature, evaluation);
  }

  private static Directive deploy(String name, Signature signature) {
    return new Directive.DeployTime(name, signature);
  }

  private static Signature takes(Signature.Parameter... parameters) {
    return Signature.of(parameters);
  }

  private static Map<String, Directive> table(Directive... directives) {
    Map<String, Directive> byName = new LinkedHashMap<>();
    for (Directive directive : directives) {
      byName.put(directive.name(), directive);
    }
    return Collections.unmodifiableMap(byName);
  }

  static @Nullable Directive find(String name) {
    return BUILT_IN.get(name);
  }

  static Set<String> names() {
    return BUILT_IN.keySet();
  }

  /** Whether the text as a whole is a directive whose value is known only during deployment. */
  static boolean isDeployTime(String text) {
    return DirectiveText.isDirective(text)
        && find(DirectiveText.nameOf(text)) instanceof Directive.DeployTime;
  }

  /** The names with their dollar sign, for messages. */
  static List<String> written() {
    return names().stream().map(name -> "$" + name).toList();
  }
}

package dev.stacktape.local.cloudformation;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.document.ParameterDeclaration;
import dev.stacktape.local.cloudformation.document.TemplateDocument;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.document.TemplateReader;
import dev.stacktape.local.cloudformation.document.TemplateRules;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.http.FormParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a call wants a stack to be, and refuses what no stack can be. */
final class Inputs {
  private static final Set<String> CAPABILITIES =
      Set.of("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND");

  private final TemplateSource templates;
  private final TemplateRules rules;

  Inputs(TemplateSource templates, TemplateRules rules) {
    this.templates = templates;
    this.rules = rules;
  }

  /** For a stack that is new. */
  StackInputs ofNew(FormParameters form) {
    return read(form, templates.required(form), StackInputs.none());
  }

  /** For a stack that is there; what a call leaves out stays as it is. */
  StackInputs ofChanged(FormParameters form, StackInputs before) {
    String text = form.flag("UsePreviousTemplate") ? before.template() : templates.required(form);
    return read(form, text, before);
  }

  private StackInputs read(FormParameters form, String text, StackInputs before) {
    TemplateDocument template = TemplateReader.read(text);
    rules.check(template);
    List<String> capabilities = form.list("Capabilities");
    checkCapabilities(template, capabilities);
    return new StackInputs(
        text,
        parameters(form, before),
        form.has("Tags") ? tags(form) : before.tags(),
        capabilities,
        form.has("RoleARN") ? form.text("RoleARN") : before.roleArn(),
        form.has("NotificationARNs") ? form.list("NotificationARNs") : before.notificationArns(),
        form.has("RollbackConfiguration")
            ? rollback(form.structure("RollbackConfiguration"))
            : before.rollback());
  }

  private static void checkCapabilities(TemplateDocument template, List<String> given) {
    List<String> missing = new ArrayList<>();
    for (String needed : TemplateRules.requiredCapabilities(template)) {
      boolean covered =
          given.contains(needed)
              || (needed.equals("CAPABILITY_IAM") && given.contains("CAPABILITY_NAMED_IAM"));
      if (!covered) {
        missing.add(needed);
      }
    }
    for (String capability : given) {
      if (!CAPABILITIES.contains(capability)) {
        throw TemplateErrors.invalid(
            "1 validation error detected: Value '["
                + capability
                + "]' at 'capabilities' failed to satisfy constraint: Member must satisfy"
                + " constraint: [Member must satisfy enum value set: [CAPABILITY_NAMED_IAM,"
                + " CAPABILITY_AUTO_EXPAND, CAPABILITY_IAM]]");
      }
    }
    if (!missing.isEmpty()) {
      throw new AwsError(
          400, "InsufficientCapabilitiesException", "Requires capabilities : " + missing);
    }
  }

  private static Map<String, String> parameters(FormParameters form, StackInputs before) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (FormParameters parameter : form.structures("Parameters")) {
      String key = parameter.required("ParameterKey");
      if (!parameter.flag("UsePreviousValue")) {
        parameters.put(key, parameter.text("ParameterValue", ""));
        continue;
      }
      String previous = previous(before, key);
      if (previous == null) {
        throw TemplateErrors.invalid(
            "Invalid input for parameter key "
                + key
                + ". Cannot specify usePreviousValue as true for a parameter key not in the"
                + " previous template");
      }
      parameters.put(key, previous);
    }
    return parameters;
  }

  /** A default counts as the previous value, even when the new template has another one. */
  private static @Nullable String previous(StackInputs before, String key) {
    String given = before.parameters().get(key);
    if (given != null || before.template().isEmpty()) {
      return given;
    }
    ParameterDeclaration declaration = TemplateReader.read(before.template()).parameters().get(key);
    return declaration == null ? null : declaration.defaultValue();
  }

  private static Map<String, String> tags(FormParameters form) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (FormParameters tag : form.structures("Tags")) {
      if (tags.put(tag.required("Key"), tag.text("Value", "")) != null) {
        throw TemplateErrors.invalid("Duplicate tag keys found. Please use unique tag keys.");
      }
    }
    if (tags.size() > 50) {
      throw TemplateErrors.invalid("Tags: at most 50 tags are allowed");
    }
    return tags;
  }

  private static StackInputs.RollbackConfiguration rollback(FormParameters form) {
    List<StackInputs.Trigger> triggers =
        form.structures("RollbackTriggers").stream()
            .map(each -> new StackInputs.Trigger(each.required("Arn"), each.required("Type")))
            .toList();
    String minutes = form.text("MonitoringTimeInMinutes");
    return new StackInputs.RollbackConfiguration(
        triggers, minutes == null ? null : form.number("MonitoringTimeInMinutes", 0));
  }
}

package dev.stacktape;

import dev.stacktape.name.Target;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a template whose account is not known comparable with one of the same stack in some
 * account. The account is part of the hash in physical names, so that without this a table would
 * seem to be replaced by one with another name.
 */
final class AccountOfTemplate {
  private AccountOfTemplate() {}

  /** The template with its names as they are in the account of the other one. */
  static Template taken(Template template, Target target, Template other) {
    if (!target.account().equals(Target.UNKNOWN_ACCOUNT)) {
      return template;
    }
    return hash(target, other)
        .map(
            hash ->
                TemplateText.parse(
                    TemplateText.toCompactJson(template).replace(target.hash(), hash)))
        .orElse(template);
  }

  /** Every template of a stack has the hash in its description. */
  private static Optional<String> hash(Target target, Template template) {
    if (template.description() == null) {
      return Optional.empty();
    }
    Matcher description =
        Pattern.compile(
                "STP-stack_%s_%s_([0-9a-f]{1,8})"
                    .formatted(Pattern.quote(target.project()), Pattern.quote(target.stage())))
            .matcher(template.description());
    return description.matches() ? Optional.of(description.group(1)) : Optional.empty();
  }
}

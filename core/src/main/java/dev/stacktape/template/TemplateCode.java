package dev.stacktape.template;

import dev.stacktape.problem.ProblemCode;

/** Every code that reading and checking a template can report, with what it means. */
public enum TemplateCode implements ProblemCode {
  TEMPLATE_BAD_LOGICAL_ID("A logical id with other characters than letters and digits."),
  TEMPLATE_BAD_OUTPUT_NAME("An output whose name CloudFormation does not take."),
  TEMPLATE_CIRCULAR_DEPENDENCY("CloudFormation resources that need each other."),
  TEMPLATE_EMPTY("A template without resources."),
  TEMPLATE_MISSING_PROPERTY("A property that AWS needs is not there."),
  TEMPLATE_NEAR_RESOURCE_LIMIT("The stack comes near the number of resources that AWS takes."),
  TEMPLATE_NOT_ALLOWED_VALUE("A value that AWS does not take."),
  TEMPLATE_OUTPUT_WITHOUT_VALUE("An output that has no `Value`."),
  TEMPLATE_TOO_LARGE("The template is larger than AWS takes."),
  TEMPLATE_TOO_MANY_OUTPUTS("The stack has more outputs than AWS takes."),
  TEMPLATE_TOO_MANY_RESOURCES("The stack has more CloudFormation resources than AWS takes."),
  TEMPLATE_UNCHECKED_TYPE("A type that is not AWS's own, so its properties are not checked."),
  TEMPLATE_UNKNOWN_ATTRIBUTE("An attribute that the type does not have."),
  TEMPLATE_UNKNOWN_PROPERTY("A property that the type does not have."),
  TEMPLATE_UNKNOWN_REFERENCE("A reference to something that is not in the template."),
  TEMPLATE_UNKNOWN_RESOURCE_KEY("A key that CloudFormation resources do not have."),
  TEMPLATE_UNKNOWN_SECTION("A section that templates do not have."),
  TEMPLATE_UNKNOWN_TYPE("A type that CloudFormation does not have."),
  TEMPLATE_UNREADABLE("The text is not a template in YAML or JSON."),
  TEMPLATE_WRONG_TYPE("A property of another kind than AWS takes.");

  private final String meaning;

  TemplateCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** The code of what AWS's schema of a type does not allow. */
  static TemplateCode of(SchemaViolation.Kind kind) {
    return switch (kind) {
      case UNKNOWN_PROPERTY -> TEMPLATE_UNKNOWN_PROPERTY;
      case MISSING_PROPERTY -> TEMPLATE_MISSING_PROPERTY;
      case WRONG_TYPE -> TEMPLATE_WRONG_TYPE;
      case NOT_ALLOWED_VALUE -> TEMPLATE_NOT_ALLOWED_VALUE;
    };
  }
}

package dev.stacktape.stack;

import dev.stacktape.problem.ProblemCode;

/** Every code that putting a stack together can report, with what it means. */
public enum StackCode implements ProblemCode {
  STACK_NAME_INVALID("The project or stage gives no name that CloudFormation takes for a stack."),
  NAME_INVALID("A project, stage or stack name of a form or length that is not taken."),
  RESOURCE_PARAM_UNKNOWN("`$ResourceParam` asks for a resource or parameter that is not there."),
  CF_RESOURCE_UNKNOWN("`$CfResourceParam` names a logical id that is not in the template."),
  CF_ATTRIBUTE_UNKNOWN("`$CfResourceParam` asks for an attribute that the type does not have."),
  DIRECTIVE_NOT_RESOLVABLE("A directive cannot be turned into something for the template."),
  OVERRIDE_NOT_OWN("`overrides` names a CloudFormation resource of something else."),
  TRANSFORM_NOT_OWN("`transforms` names a CloudFormation resource that is not there to change."),
  TRANSFORM_RESULT("What `transforms` or `finalTransform` gives is no template."),
  OVERRIDE_PATH("`overrides` names a place in a property where nothing can be put."),
  GUARDRAIL_BROKEN("The finished template goes beyond a limit that guardrails set."),
  GUARDRAIL_UNPROVABLE("A value that guardrails limit is known only during deployment."),
  SECRET_IN_PAGE("A secret is written into pages that everybody can read."),
  SCRIPT_ENVIRONMENT_NAME("A script sets a variable whose name no process can have."),
  SCRIPT_FILE_UNSUPPORTED("A script runs a file in a language that is not known."),
  SCRIPT_ROLE_MISSING("A script acts in the role of a resource that has none."),
  COMPANION_REFERS_BACK("What is in us-east-1 refers to the stack, which is deployed after it.");

  private final String meaning;

  StackCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}

package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.run.Region;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.http.FormParameters;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call: its parameters and the region that it is for. */
record Call(FormParameters form, Region region) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
  private static final int LONGEST_NAME = 128;

  /** The name of a stack that is to be made. */
  String newStackName() {
    String name = form.required("StackName");
    if (!NAME.matcher(name).matches()) {
      throw invalidName(name, "Member must satisfy regular expression pattern: " + NAME);
    }
    if (name.length() > LONGEST_NAME) {
      throw invalidName(name, "Member must have length less than or equal to " + LONGEST_NAME);
    }
    return name;
  }

  private static RuntimeException invalidName(String name, String constraint) {
    return TemplateErrors.invalid(
        "1 validation error detected: Value '"
            + name
            + "' at 'stackName' failed to satisfy constraint: "
            + constraint);
  }

  /** The stack that the call names, or null. */
  @Nullable Stack stackOrNull() {
    return region.stacks().find(form.required("StackName"));
  }

  /** The stack that the call names; {@code Stack [x] does not exist} otherwise. */
  Stack stack() {
    Stack stack = stackOrNull();
    if (stack == null) {
      throw TemplateErrors.invalid("Stack [" + form.required("StackName") + "] does not exist");
    }
    return stack;
  }

  /** The stack that the call names; {@code Stack with id x does not exist} otherwise. */
  Stack stackWithId() {
    Stack stack = stackOrNull();
    if (stack == null) {
      throw TemplateErrors.invalid(
          "Stack with id " + form.required("StackName") + " does not exist");
    }
    return stack;
  }

  /** The caller's token, or null. */
  @Nullable String token() {
    String token = form.text("ClientRequestToken");
    return token == null || token.isEmpty() ? null : token;
  }
}

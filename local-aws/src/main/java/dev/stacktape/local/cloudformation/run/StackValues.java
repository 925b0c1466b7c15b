package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.document.ResourceValues;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackResource;
import java.util.Map;

/** What the resources of a stack answer now. */
record StackValues(Stack stack) implements ResourceValues {

  @Override
  public Object ref(String logicalId) {
    return physical(logicalId).id();
  }

  @Override
  public Object attribute(String logicalId, String attribute) {
    Map<String, Object> attributes = physical(logicalId).attributes();
    Object value = attributes.get(attribute);
    for (int dot = attribute.lastIndexOf('.');
        value == null && dot > 0;
        dot = attribute.lastIndexOf('.', dot - 1)) {
      Map<String, Object> nested = Trees.map(attributes.get(attribute.substring(0, dot)));
      value = nested == null ? null : nested.get(attribute.substring(dot + 1));
    }
    if (value == null) {
      throw TemplateErrors.invalid(
          "Requested attribute " + attribute + " doesn't exist in resource " + logicalId);
    }
    return value;
  }

  private Physical physical(String logicalId) {
    StackResource resource = stack.resource(logicalId);
    Physical current = resource == null ? null : resource.current();
    if (current == null) {
      throw TemplateErrors.invalid("Resource " + logicalId + " has not been created");
    }
    return current;
  }
}

package dev.stacktape.resource;

import dev.stacktape.problem.ProblemCode;

/** Every code that checking a resource can report, with what it means. */
public enum ResourceCode implements ProblemCode {
  RESOURCE_NOT_FOUND("A property names a resource that is not in the config."),
  RESOURCE_WRONG_TYPE("A property names a resource of another type than it needs."),
  CONNECT_TO_NOT_POSSIBLE("`connectTo` names a resource that cannot be connected to."),
  CONNECT_TO_NEEDS_NETWORK(
      "`connectTo` names a resource that only workloads inside the VPC can reach."),
  EXACTLY_ONE_OF("Of several properties exactly one must be given."),
  PACKAGE_FILE_NOT_FOUND("The file that lists the dependencies of a function is not there."),
  PROPERTY_CONFLICT("Two properties that do not go together."),
  PROPERTY_NEEDS_ANOTHER("A property that makes no sense without another one."),
  PROPERTY_WITHOUT_EFFECT("A property that changes nothing."),
  VALUE_INVALID("A value in a form that AWS does not take."),
  ENGINE_UNFIT("Something that the kind of database or the size of a cluster does not have."),
  ENGINE_RETIRED("A kind of database that AWS no longer makes; what came after it is made."),
  NAME_DUPLICATE("Two things that are told apart by their names have the same one."),
  DOMAIN_DUPLICATE("Two resources want the same domain."),
  STATE_NOT_FOUND("A state machine goes on to a state that it does not have."),
  PASSWORD_IN_PLAIN_TEXT("A password stands in the config instead of in a secret."),
  CONTAINER_HOST_NAME("Containers of a workload reach each other by another name than on Fargate."),
  FEATURE_NOT_SUPPORTED("A part of the config language that cannot be deployed yet."),
  PERMISSION_UNKNOWN("A task of a state machine does not say on what it works."),
  NAME_SHORTENED("A name is too long for AWS and is cut."),
  NAME_TOO_LONG("A name is too long for CloudFormation."),
  LOGICAL_ID_DUPLICATE("Two things would get the same logical id in the template."),
  ROUTE_INVALID("The path or method of a route is not well-formed."),
  ROUTE_DUPLICATE("Two events claim the same route of an HTTP API."),
  HOOK_ANSWERS_ECS("A function that checks a deployment must answer ECS, not CodeDeploy."),
  SCHEDULE_INVALID("A schedule is not well-formed."),
  QUEUE_VISIBILITY_TOO_SHORT("Messages reappear while a function still works on them."),
  ENTRY_FILE_NOT_FOUND("The source file of a function is not there."),
  CODE_NOT_HERE(
      "The folder with the code of a workload is not there; `validate` only warns of it."),
  ENTRY_FILE_UNSUPPORTED("The source file of a function is in a language that is not known."),
  HANDLER_INVALID("The handler of a function is not well-formed."),
  HANDLER_MISSING("A prebuilt function does not say what Lambda calls."),
  RUNTIME_MISSING("A prebuilt function does not say what it runs on."),
  RUNTIME_MISMATCH("A runtime of another language than the code."),
  RUNTIME_RETIRED("A runtime that AWS no longer maintains, and refuses for new functions."),
  RUNTIME_TOO_OLD("The code is compiled for a newer Java than it would run on.");

  private final String meaning;

  ResourceCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}

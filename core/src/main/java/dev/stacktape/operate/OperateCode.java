package dev.stacktape.operate;

import dev.stacktape.problem.ProblemCode;

/** Every code that looking at a stack can report, with what it means. */
public enum OperateCode implements ProblemCode {
  DRIFT_NOT_DETECTED("CloudFormation could not compare the stack with what there is."),
  LOGS_NOT_KEPT("A resource has no logs that could be read."),
  LOG_FILTER_INVALID("CloudWatch Logs does not understand the filter."),
  NOTHING_DEPLOYED("There is no stack to look at."),
  RESOURCE_NOT_DEPLOYED("There is no resource of this name in the stack."),
  TIME_INVALID("A point in time is not written in a form that is understood.");

  private final String meaning;

  OperateCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}

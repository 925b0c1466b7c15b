package dev.stacktape.aws;

import dev.stacktape.problem.ProblemCode;

/** Every code that talking to AWS can report, with what it means. */
enum AwsCode implements ProblemCode {
  AWS_ACCESS_DENIED("The identity that calls may not do that."),
  AWS_BAD_CREDENTIALS("Credentials that AWS does not know."),
  AWS_BAD_ENDPOINT("An endpoint that is not a URL."),
  AWS_BAD_PROFILE_FILE("One of AWS's own config files cannot be read."),
  AWS_CLOCK_SKEW("This machine's clock is wrong by more than AWS takes."),
  AWS_ERROR("AWS answered with an error that has no code of its own here."),
  AWS_EXPIRED_CREDENTIALS("Credentials or a sign-in that have expired."),
  AWS_NO_CREDENTIALS("No credentials were found."),
  AWS_NO_REGION("No region is set."),
  AWS_THROTTLED("Too many calls in too short a time."),
  AWS_UNKNOWN_PROFILE("A profile that is not in the AWS config files."),
  AWS_UNKNOWN_REGION("A region that AWS does not have."),
  AWS_UNREACHABLE("AWS cannot be reached from this machine.");

  private final String meaning;

  AwsCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}

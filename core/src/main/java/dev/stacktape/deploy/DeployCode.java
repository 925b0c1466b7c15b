package dev.stacktape.deploy;

import dev.stacktape.problem.ProblemCode;

/** Every code that deploying and deleting can report, with what it means. */
public enum DeployCode implements ProblemCode {
  IMAGE_PUSH_FAILED("An image could not be brought into the stack's repository."),
  CHANGE_SET_DOUBTED("CloudFormation takes the change set, but expects a step of it to fail."),
  CHANGE_SET_REFUSED("CloudFormation did not take the change set. Nothing was changed."),
  CONTENT_FOLDER_MISSING("A folder whose files go into a bucket is not there."),
  CONTENT_NOT_KEPT("The files that went into a bucket could not be kept for going back to them."),
  CONTENT_NOT_ON_RECORD("Nothing is kept of the files that a bucket had in a version."),
  DATA_LOSS_NOT_ALLOWED("The data of a resource would be lost, and nobody has said that it may."),
  DELETION_FAILED("CloudFormation could not delete all of the stack."),
  DEPLOYMENT_BUCKET_GOING("S3 has not finished removing an earlier bucket of the same name."),
  DEPLOYMENT_BUCKET_TAKEN("The name of the deployment bucket belongs to another account."),
  DEPLOYMENT_FAILED("CloudFormation could not make the changes."),
  DOTENV_NOT_WRITTEN("The .env file with what a website is told cannot be written."),
  EXPRESS_REFUSED("Express mode was asked for and cannot be had. Nothing was changed."),
  HOTSWAP_INCOMPLETE("A hot-swap left something as it is deployed."),
  HOTSWAP_REFUSED("Nothing that changed can be hot-swapped."),
  NOT_READY("The stack is deployed, but something that changed in it does not get ready."),
  PLAN_UNREADABLE("A file holds no plan that can be carried out."),
  LOOKUP_FAILED("What the config refers to in AWS is not there, or cannot be used."),
  PLAN_STALE("The stack was changed after the plan had been made."),
  PROJECT_FILE_STALE("The build has changed since Maven described it."),
  READINESS_UNKNOWN("The stack is deployed, but it cannot be seen whether something is ready."),
  RESOURCE_LEFT_BEHIND("A resource that was replaced or removed could not be deleted."),
  RESOURCE_NOT_STUCK("A resource that is to be skipped stands in no rollback's way."),
  ROLLBACK_SKIPPED("A rollback left resources as they were."),
  STACK_BUSY("CloudFormation takes longer than is waited for."),
  STACK_DELETE_FAILED("An earlier deletion of the stack did not come to its end."),
  STACK_LOCKED("Another run works on the same stack."),
  STACK_LOCK_LEFT("The stack's lock could not be given back."),
  STACK_LOCK_LOST("Another run took this run's lock."),
  STACK_PROTECTED("The stack is protected against deletion."),
  STACK_ROLLBACK_FAILED("An update failed, and so did rolling it back."),
  STAGE_PROTECTED("A protected stage takes only a plan that somebody has seen."),
  RETENTION_INCOMPLETE("Earlier versions could not be removed wholly."),
  SWAP_FAILED("A hot-swap of a resource failed."),
  VERSIONS_NOT_REMOVED("Old versions of a function could not be removed."),
  VERSION_INCOMPLETE("Something that a version needs is no longer in the deployment bucket."),
  VERSION_NOT_FOUND("There is no such version of the stack.");

  private final String meaning;

  DeployCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}

package dev.stacktape.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scripts that run before and after operations, one after another in the order of writing. */
@Doc("Scripts that run before and after operations, one after another.")
public record Hooks(
    @Doc("Before a deployment; a failure ends it.") List<Hook> beforeDeploy,
    @Doc("After a successful deployment; a failure is a warning.") List<Hook> afterDeploy,
    @Doc("Before a stack is deleted; a failure ends it.") List<Hook> beforeDelete,
    @Doc("After a stack was deleted.") List<Hook> afterDelete,
    @Doc("Before a bucket is synchronised with a folder.") List<Hook> beforeBucketSync,
    @Doc("After a bucket was synchronised with a folder.") List<Hook> afterBucketSync,
    @Doc("Before development mode starts.") List<Hook> beforeDev,
    @Doc("After development mode ended.") List<Hook> afterDev) {

  /** One script of the config to be run. */
  @Doc("One script of the config to be run.")
  public record Hook(
      @Doc(value = "The name of the script under `scripts`.", example = "build") String scriptName,
      @Doc(value = "Whether it is left out on a build server.", defaultValue = "false")
          @Nullable Boolean skipOnCI,
      @Doc(value = "Whether it is left out on a developer's machine.", defaultValue = "false")
          @Nullable Boolean skipOnLocal) {}

  /** What is due at an occasion, in the order of writing. */
  public List<Hook> at(HookTrigger trigger) {
    return switch (trigger) {
      case BEFORE_DEPLOY -> beforeDeploy;
      case AFTER_DEPLOY -> afterDeploy;
      case BEFORE_DELETE -> beforeDelete;
      case AFTER_DELETE -> afterDelete;
      case BEFORE_BUCKET_SYNC -> beforeBucketSync;
      case AFTER_BUCKET_SYNC -> afterBucketSync;
      case BEFORE_DEV -> beforeDev;
      case AFTER_DEV -> afterDev;
    };
  }
}

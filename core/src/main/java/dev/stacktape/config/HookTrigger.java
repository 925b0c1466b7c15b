package dev.stacktape.config;

/** The occasions at which the scripts of hooks run. */
public enum HookTrigger {
  BEFORE_DEPLOY("beforeDeploy", "deploy"),
  AFTER_DEPLOY("afterDeploy", "deploy"),
  BEFORE_DELETE("beforeDelete", "delete"),
  AFTER_DELETE("afterDelete", "delete"),
  BEFORE_BUCKET_SYNC("beforeBucketSync", "bucket:sync"),
  AFTER_BUCKET_SYNC("afterBucketSync", "bucket:sync"),
  BEFORE_DEV("beforeDev", "dev"),
  AFTER_DEV("afterDev", "dev");

  private final String key;
  private final String command;

  HookTrigger(String key, String command) {
    this.key = key;
    this.command = command;
  }

  /** What it is called below {@code hooks}. */
  public String key() {
    return key;
  }

  /** {@code before} or {@code after}. */
  public String type() {
    return key.startsWith("before") ? "before" : "after";
  }

  /** The operation that it belongs to, as the format's users call it. */
  public String command() {
    return command;
  }
}

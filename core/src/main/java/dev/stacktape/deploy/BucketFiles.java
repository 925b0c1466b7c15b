package dev.stacktape.deploy;

/** Files that are to be in a bucket, wherever they come from. */
interface BucketFiles {
  /** The resource that asks for them. */
  String name();

  /** All of them. */
  ContentManifest manifest();

  /**
   * Brings one of them into a bucket.
   *
   * @return by which S3 names what it got
   */
  String bring(String bucket, String path);
}

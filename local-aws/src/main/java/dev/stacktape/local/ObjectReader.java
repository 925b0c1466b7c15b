package dev.stacktape.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads objects out of S3 inside the process, for services that take their input from there. */
@FunctionalInterface
public interface ObjectReader {
  /**
   * The file that holds an object's bytes. It is never changed, only removed with the object: copy
   * what has to last.
   *
   * @param versionId null for the latest version
   * @throws AwsError {@code NoSuchBucket}, {@code NoSuchKey} or {@code NoSuchVersion}
   */
  Path object(String bucket, String key, @Nullable String versionId);
}

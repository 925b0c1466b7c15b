package dev.stacktape.deploy;

import dev.stacktape.name.Target;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Says in the deployment bucket that a stack has a companion in another region. Written before that
 * one is made and removed after it is gone, so a run that is killed in between leaves nothing that
 * the next one does not know of; and stacks without a companion ask nothing of another region.
 */
public final class CompanionNote {
  private static final String KEY = "companion.txt";

  private final S3Client s3;

  /** Reads and writes through this client. */
  public CompanionNote(S3Client s3) {
    this.s3 = s3;
  }

  /** Whether the stack has a companion, or may have one. */
  public boolean exists(Target target) {
    return S3Heads.object(s3, target.deploymentBucket(), KEY).isPresent();
  }

  /** Writes it; the bucket is there. */
  public void write(Target target) {
    byte[] name = target.companion().stackName().getBytes(StandardCharsets.UTF_8);
    s3.putObject(
        put -> put.bucket(target.deploymentBucket()).key(KEY).contentType("text/plain"),
        RequestBody.fromBytes(name));
  }

  /** Removes it; nothing happens when it is not there. */
  public void remove(Target target) {
    s3.deleteObject(delete -> delete.bucket(target.deploymentBucket()).key(KEY));
  }
}

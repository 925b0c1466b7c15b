package dev.stacktape.deploy;

import dev.stacktape.artifact.Artifact;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends a large artifact in parts, several at the same time. The object appears when all parts are
 * there; what a killed run left of an earlier try is removed first.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Multipart
 *     upload</a>
 */
final class UploadInParts {
  static final long PART = 8L * 1024 * 1024;
  private static final int AT_ONCE = 4;

  private final S3Client s3;
  private final EventListener events;
  private final CancellationToken cancellation;

  UploadInParts(S3Client s3, EventListener events, CancellationToken cancellation) {
    this.s3 = s3;
    this.events = events;
    this.cancellation = cancellation;
  }

  /**
   * Sends the artifact.
   *
   * @param replaced ETag of the object that it takes the place of, null where there must be none
   */
  void send(String bucket, Artifact artifact, @Nullable String replaced) {
    String key = artifact.key();
    abortLeftovers(bucket, key);
    String upload =
        s3.createMultipartUpload(
                create ->
                    create
                        .bucket(bucket)
                        .key(key)
                        .contentType("application/zip")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .metadata(Map.of(Uploads.SHA256, artifact.codeSha256())))
            .uploadId();
    try {
      List<CompletedPart> parts = sendParts(bucket, artifact, upload);
      s3.completeMultipartUpload(
          complete -> {
            complete
                .bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(all -> all.parts(parts));
            if (replaced == null) {
              complete.ifNoneMatch("*");
            } else {
              complete.ifMatch(replaced);
            }
          });
    } catch (RuntimeException failure) {
      abort(bucket, key, upload, failure);
      throw failure;
    }
  }

  private List<CompletedPart> sendParts(String bucket, Artifact artifact, String upload) {
    List<FileSlice> slices = FileSlice.of(artifact.file(), artifact.sizeBytes(), PART);
    AtomicLong sent = new AtomicLong();
    return Parallel.map(
        AT_ONCE,
        IntStream.range(0, slices.size()).boxed().toList(),
        index -> {
          cancellation.throwIfCancelled();
          FileSlice slice = slices.get(index);
          CompletedPart part = sendPart(bucket, artifact.key(), upload, index + 1, slice);
          long total = sent.addAndGet(slice.length());
          events.on(new Event.UploadProgressed(artifact.name(), total, artifact.sizeBytes()));
          return part;
        });
  }

  private CompletedPart sendPart(
      String bucket, String key, String upload, int number, FileSlice slice) {
    String sha256 = slice.sha256();
    String etag =
        s3.uploadPart(
                part ->
                    part.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumSHA256(sha256),
                slice.body())
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).checksumSHA256(sha256).build();
  }

  /** The lock keeps other runs away, so what is unfinished here belongs to nobody alive. */
  private void abortLeftovers(String bucket, String key) {
    s3.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(key)).uploads().stream()
        .toList()
        .forEach(
            left ->
                s3.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(left.key()).uploadId(left.uploadId())));
  }

  private void abort(String bucket, String key, String upload, RuntimeException failure) {
    try {
      s3.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException left) {
      // The bucket's lifecycle rule removes it after a day.
      failure.addSuppressed(left);
    }
  }
}

package dev.stacktape.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.name.Target;
import dev.stacktape.plan.SwapOperation;
import dev.stacktape.plan.SwapRecord;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * What hot-swaps left different from the deployed template: the object {@code swaps.json} beside
 * the versions in the deployment bucket. It is written before something is swapped, so that a run
 * that is killed leaves a note of what may differ. Only the holder of the lock writes.
 */
public final class SwapRecords {
  static final String KEY = "swaps.json";
  private static final TypeReference<List<SwapRecord>> LIST = new TypeReference<>() {};

  /** Loaded where there is something to read: most stacks were never swapped. */
  private static final class Json {
    static final JsonMapper MAPPER =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  private final S3Client s3;

  /** Reads and writes through this client. */
  public SwapRecords(S3Client s3) {
    this.s3 = s3;
  }

  /** All of them, by logical id; none where nothing was ever swapped. */
  public Map<String, SwapRecord> read(String bucket) {
    try {
      byte[] bytes = s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY)).asByteArray();
      return Json.MAPPER.readValue(bytes, LIST).stream()
          .collect(Collectors.toMap(SwapRecord::logicalId, Function.identity(), (a, b) -> b));
    } catch (NoSuchKeyException | NoSuchBucketException none) {
      return Map.of();
    } catch (IOException foreign) {
      // Nothing that this library wrote; the code of functions is looked at anyway.
      return Map.of();
    }
  }

  /**
   * Goes on only when nobody has swapped anything since this was read.
   *
   * @throws StacktapeException {@code PLAN_STALE}
   */
  public void requireUnchanged(Target target, Map<String, SwapRecord> read) {
    if (!read(target.deploymentBucket()).equals(read)) {
      throw Freshness.stale("Somebody has hot-swapped something meanwhile.");
    }
  }

  /**
   * Notes what may differ from now on, beside what differs already.
   *
   * @param noted what {@link #read} gave since the lock is held; nobody but its holder writes
   * @return all that is noted now
   */
  Map<String, SwapRecord> begin(
      String bucket,
      Map<String, SwapRecord> noted,
      Collection<SwapOperation> operations,
      String time,
      String by) {
    Map<String, SwapRecord> records = new TreeMap<>(noted);
    for (SwapOperation operation : operations) {
      SwapOperation.Subject subject = operation.subject();
      SwapRecord before = records.get(subject.logicalId());
      TreeSet<String> differing = new TreeSet<>(subject.differing());
      if (before != null) {
        differing.addAll(before.differing());
      }
      if (!operation.isRestoration() || before != null) {
        records.put(
            subject.logicalId(),
            new SwapRecord(
                subject.logicalId(),
                subject.resourceName(),
                subject.type(),
                List.copyOf(differing),
                null,
                before == null ? null : before.liveId(),
                time,
                by));
      }
    }
    write(bucket, records);
    return records;
  }

  /**
   * Notes what differs now.
   *
   * @param begun what {@link #begin} noted
   */
  void finish(
      String bucket,
      Map<String, SwapRecord> begun,
      Collection<HotSwap.Swapped> swapped,
      String time,
      String by) {
    Map<String, SwapRecord> records = new TreeMap<>(begun);
    for (HotSwap.Swapped one : swapped) {
      SwapOperation.Subject subject = one.operation().subject();
      if (one.operation().isRestoration()) {
        records.remove(subject.logicalId());
      } else {
        records.put(
            subject.logicalId(),
            new SwapRecord(
                subject.logicalId(),
                subject.resourceName(),
                subject.type(),
                subject.differing(),
                subject.digest(),
                one.liveId(),
                time,
                by));
      }
    }
    write(bucket, records);
  }

  /** Nothing differs any more: CloudFormation has brought everything to the template. */
  public void clear(String bucket) {
    s3.deleteObject(delete -> delete.bucket(bucket).key(KEY));
  }

  private void write(String bucket, Map<String, SwapRecord> records) {
    try {
      byte[] bytes = Json.MAPPER.writeValueAsBytes(List.copyOf(records.values()));
      s3.putObject(
          put -> put.bucket(bucket).key(KEY).contentType("application/json"),
          RequestBody.fromBytes(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Records of plain values can always be written", e);
    }
  }
}

package dev.stacktape.local.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.local.Faults;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Faults as JSON, for tests whose endpoint runs in another process:
 *
 * <pre>{@code
 * {"calls": [{"service": "s3", "operation": "PutObject", "kind": "CRASH_AFTER", "after": 2, "times": 1}],
 *  "resources": [{"logicalId": "Table", "reason": "No more tables", "times": 1}]}
 * }</pre>
 *
 * <p>{@code service} and {@code operation} are {@code *} when left out, {@code after} 0, {@code
 * times} 1. A resource may have a {@code step}, and {@code "hold": true} instead of a reason.
 */
record FaultList(@Nullable List<Call> calls, @Nullable List<ResourceFault> resources) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  record Call(
      @Nullable String service,
      @Nullable String operation,
      Faults.Kind kind,
      @Nullable Integer after,
      @Nullable Integer times) {}

  record ResourceFault(
      String logicalId,
      Faults.@Nullable Step step,
      @Nullable String reason,
      @Nullable Integer times,
      @Nullable Boolean hold) {

    void addTo(Faults faults) {
      String id = Objects.requireNonNull(logicalId, "logicalId");
      if (Boolean.TRUE.equals(hold)) {
        if (step == null) {
          faults.holdResource(id);
        } else {
          faults.holdResource(id, step);
        }
        return;
      }
      String why = Objects.requireNonNullElse(reason, "Told to fail");
      int often = Objects.requireNonNullElse(times, 1);
      if (step == null) {
        faults.failResource(id, why, often);
      } else {
        faults.failResource(id, step, why, often);
      }
    }
  }

  /**
   * Reads the JSON.
   *
   * @throws IllegalArgumentException with what is wrong with it
   */
  static FaultList parse(String json) {
    try {
      return JSON.readValue(json, FaultList.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a list of faults: " + e.getOriginalMessage(), e);
    }
  }

  void addTo(Faults faults) {
    for (Call call : calls == null ? List.<Call>of() : calls) {
      faults.failCalls(
          Objects.requireNonNullElse(call.service(), "*"),
          Objects.requireNonNullElse(call.operation(), "*"),
          Objects.requireNonNull(call.kind(), "kind"),
          Objects.requireNonNullElse(call.after(), 0),
          Objects.requireNonNullElse(call.times(), 1));
    }
    for (ResourceFault fault : resources == null ? List.<ResourceFault>of() : resources) {
      fault.addTo(faults);
    }
  }
}

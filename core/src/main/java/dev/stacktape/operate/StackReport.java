package dev.stacktape.operate;

import dev.stacktape.name.Target;
import dev.stacktape.plan.SwapRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack as it is.
 *
 * @param target where it is
 * @param endpoint the endpoint when it is not AWS
 * @param status such as {@code UPDATE_COMPLETE}, null when there is no stack
 * @param statusReason what CloudFormation adds to the status
 * @param created ISO-8601
 * @param lastChanged ISO-8601 time of the last update or of the creation
 * @param outputs by key
 * @param links where to look at it: addresses of the application and of AWS's console
 * @param resources in the order in which CloudFormation lists them
 * @param companion its part in another region, null where there is none
 */
public record StackReport(
    Target target,
    @Nullable String endpoint,
    @Nullable String status,
    @Nullable String statusReason,
    @Nullable String created,
    @Nullable String lastChanged,
    Map<String, String> outputs,
    List<Link> links,
    List<Resource> resources,
    @Nullable StackReport companion) {

  /** A stack that is whole in its region. */
  public StackReport(
      Target target,
      @Nullable String endpoint,
      @Nullable String status,
      @Nullable String statusReason,
      @Nullable String created,
      @Nullable String lastChanged,
      Map<String, String> outputs,
      List<Link> links,
      List<Resource> resources) {
    this(
        target,
        endpoint,
        status,
        statusReason,
        created,
        lastChanged,
        outputs,
        links,
        resources,
        null);
  }

  /** The same with its part in another region. */
  public StackReport with(StackReport other) {
    return new StackReport(
        target,
        endpoint,
        status,
        statusReason,
        created,
        lastChanged,
        outputs,
        links,
        resources,
        other);
  }

  public StackReport {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    links = List.copyOf(links);
    resources = List.copyOf(resources);
  }

  /** An address with a title. */
  public record Link(String title, String url) {}

  /**
   * A CloudFormation resource.
   *
   * @param resourceName the resource of the config that it comes from, null for the stack's own
   * @param physicalId AWS's id for it, null before it has one
   * @param swapped whether it is not what the template says, as after a hot-swap
   * @param swap what is on record about the hot-swap; null where nothing is, as after a change by
   *     hand
   */
  public record Resource(
      @Nullable String resourceName,
      String logicalId,
      String type,
      @Nullable String physicalId,
      String status,
      boolean swapped,
      @Nullable SwapRecord swap) {

    /** A resource of which no hot-swap is on record. */
    public Resource(
        @Nullable String resourceName,
        String logicalId,
        String type,
        @Nullable String physicalId,
        String status,
        boolean swapped) {
      this(resourceName, logicalId, type, physicalId, status, swapped, null);
    }
  }

  /** Whether there is a stack. */
  public boolean exists() {
    return status != null;
  }
}

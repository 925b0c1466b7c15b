package dev.stacktape.operate.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a resource over a time.
 *
 * @param resourceName the resource of the config, or the logical id of one that is the stack's own
 * @param type the CloudFormation type, because a resource of the config may be several of them
 * @param logicalId of that CloudFormation resource
 * @param title such as {@code invocations}
 * @param points one value for each period, the oldest first, null where nothing was measured
 * @param value one for the whole time: the sum of counts, the highest of levels and of p95, the
 *     median of p50; null where nothing was measured
 */
public record Figure(
    String resourceName,
    String type,
    String logicalId,
    String title,
    FigureUnit unit,
    List<@Nullable Double> points,
    @Nullable Double value) {

  public Figure {
    points = Collections.unmodifiableList(new ArrayList<>(points));
  }
}

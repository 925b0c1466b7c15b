package dev.stacktape.local;

import java.util.List;

/** Writes to CloudWatch Logs inside the process, for services whose output goes there. */
@FunctionalInterface
public interface LogSink {
  /**
   * Appends lines to a stream, with the present time; group and stream are made when missing, as
   * Lambda makes its own.
   *
   * @param group such as {@code /aws/lambda/orders}
   */
  void append(String group, String stream, List<String> lines);
}

package dev.stacktape.local.logs;

import java.util.Locale;

/**
 * One event of a stream; times are epoch milliseconds.
 *
 * @param position counts the events of its stream in the order of their arrival
 */
record LogEvent(long position, long timestamp, long ingested, String message) {

  /** Its id, which sorts like time and arrival. */
  String id() {
    return String.format(Locale.ROOT, "%020d%036d", timestamp, position);
  }
}

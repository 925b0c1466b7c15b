package dev.stacktape.operate.logs;

import java.time.Instant;

/**
 * One event of a log.
 *
 * @param source the name of the {@link LogSource}
 * @param stream the log stream: one for each function environment or container
 * @param time when it was written, by the clock of what wrote it
 * @param message without the line break at its end; may have several lines
 * @param id AWS's id, unique within the account and region
 */
public record LogLine(String source, String stream, Instant time, String message, String id) {}

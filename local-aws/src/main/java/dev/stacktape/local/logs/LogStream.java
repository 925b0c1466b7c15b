package dev.stacktape.local.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.file.Folders;
import dev.stacktape.local.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream: a file of JSON lines that only ever grows. A line that a killed process left
 * unfinished is dropped when the stream is next opened.
 */
final class LogStream {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORD = "stream";

  /** An event as it stands in the file. */
  private record Line(long timestamp, long ingested, String message) {}

  /**
   * What is kept of a stream, apart from its events.
   *
   * @param created epoch milliseconds
   */
  record Description(String name, long created) {}

  /**
   * What its events sum up to.
   *
   * @param last of the youngest event
   * @param ingested when the last event came
   */
  record Span(long first, long last, long ingested) {}

  private final Path folder;
  private final Description description;
  private @Nullable Span span;

  private LogStream(Path folder, Description description) {
    this.folder = folder;
    this.description = description;
  }

  static LogStream create(Path folder, String name, long now) {
    Description description = new Description(name, now);
    new StateStore(folder).write(RECORD, description);
    return new LogStream(folder, description);
  }

  /** A stream from disk, or null when the folder holds none. */
  static @Nullable LogStream load(Path folder) {
    Description description = new StateStore(folder).read(RECORD, Description.class);
    if (description == null) {
      return null;
    }
    LogStream stream = new LogStream(folder, description);
    stream.dropUnfinishedLine();
    stream.read().forEach(event -> stream.count(event.timestamp(), event.ingested()));
    return stream;
  }

  private void dropUnfinishedLine() {
    try {
      if (Files.exists(file())) {
        byte[] bytes = Files.readAllBytes(file());
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
          end--;
        }
        if (end < bytes.length) {
          StateStore.replace(file(), Arrays.copyOf(bytes, end));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return description.name();
  }

  long created() {
    return description.created();
  }

  synchronized @Nullable Span span() {
    return span;
  }

  /** An event that is to be written. */
  record Entry(long timestamp, String message) {}

  synchronized void append(List<Entry> entries, long now) {
    StringBuilder lines = new StringBuilder();
    try {
      for (Entry entry : entries) {
        Line line = new Line(entry.timestamp(), now, entry.message());
        lines.append(JSON.writeValueAsString(line)).append('\n');
      }
      Files.writeString(file(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.forEach(entry -> count(entry.timestamp(), now));
  }

  private void count(long timestamp, long ingested) {
    span =
        span == null
            ? new Span(timestamp, timestamp, ingested)
            : new Span(
                Math.min(span.first(), timestamp), Math.max(span.last(), timestamp), ingested);
  }

  /** All events, the oldest first; those of the same time in the order in which they came. */
  List<LogEvent> read() {
    List<LogEvent> read = new ArrayList<>();
    try {
      if (Files.exists(file())) {
        for (String text : Files.readAllLines(file(), StandardCharsets.UTF_8)) {
          Line line = parse(text);
          if (line != null) {
            read.add(new LogEvent(read.size(), line.timestamp(), line.ingested(), line.message()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    read.sort(Comparator.comparingLong(LogEvent::timestamp));
    return read;
  }

  /** Null for a line that is just being written. */
  private static @Nullable Line parse(String text) {
    try {
      return JSON.readValue(text, Line.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Removes the stream from the disk. */
  synchronized void delete() {
    try {
      Files.deleteIfExists(folder.resolve(RECORD + ".json"));
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve("events.jsonl");
  }
}

package dev.stacktape.local.logs;

import dev.stacktape.file.Folders;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One group with its streams. */
final class LogGroup {
  private static final String RECORD = "group";

  /**
   * What is kept of a group, apart from its streams.
   *
   * @param created epoch milliseconds
   * @param retentionDays null for ever
   * @param token of the CloudFormation operation that made it, or null
   */
  record Description(
      String name,
      String region,
      long created,
      @Nullable Integer retentionDays,
      Map<String, String> tags,
      @Nullable String token) {

    Description retention(@Nullable Integer days) {
      return new Description(name, region, created, days, tags, token);
    }

    Description tags(Map<String, String> changed) {
      return new Description(name, region, created, retentionDays, changed, token);
    }
  }

  private final Path folder;
  private final StateStore store;
  private final Map<String, LogStream> streams = new TreeMap<>();
  private Description description;

  private LogGroup(Path folder, Description description) {
    this.folder = folder;
    this.store = new StateStore(folder);
    this.description = description;
  }

  static LogGroup create(Path folder, Description description) {
    LogGroup group = new LogGroup(folder, description);
    group.store.write(RECORD, description);
    return group;
  }

  /** A group from disk, or null when the folder holds none. */
  static @Nullable LogGroup load(Path folder) {
    Description description = new StateStore(folder).read(RECORD, Description.class);
    if (description == null) {
      return null;
    }
    LogGroup group = new LogGroup(folder, description);
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path one : folders.filter(Files::isDirectory).toList()) {
        LogStream stream = LogStream.load(one);
        if (stream == null) {
          Folders.delete(one);
        } else {
          group.streams.put(stream.name(), stream);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return group;
  }

  synchronized Description description() {
    return description;
  }

  synchronized void change(Description changed) {
    store.write(RECORD, changed);
    description = changed;
  }

  synchronized List<LogStream> streams() {
    return List.copyOf(streams.values());
  }

  /**
   * A stream by its name.
   *
   * @throws AwsError {@code ResourceNotFoundException}
   */
  synchronized LogStream stream(String name) {
    LogStream stream = streams.get(name);
    if (stream == null) {
      throw LogErrors.noSuchStream();
    }
    return stream;
  }

  /**
   * Makes a stream.
   *
   * @throws AwsError {@code ResourceAlreadyExistsException}
   */
  synchronized void createStream(String name, long now) {
    if (streams.containsKey(name)) {
      throw LogErrors.exists("The specified log stream already exists");
    }
    streamOrNew(name, now);
  }

  /** A stream by its name, made when it is missing. */
  synchronized LogStream streamOrNew(String name, long now) {
    return streams.computeIfAbsent(
        name,
        // Not named for the stream: its name may be too long for a file system.
        missing -> LogStream.create(folder.resolve(UUID.randomUUID().toString()), missing, now));
  }

  synchronized void deleteStream(String name) {
    LogStream stream = stream(name);
    streams.remove(name);
    stream.delete();
  }

  /** Events that are older than this are gone; the beginning of time when nothing ever goes. */
  synchronized long oldestKept(long now) {
    Integer days = description.retentionDays();
    return days == null ? Long.MIN_VALUE : now - Duration.ofDays(days).toMillis();
  }

  synchronized void delete() {
    try {
      // The record goes first: without it the rest is rubbish, whenever it is swept.
      Files.deleteIfExists(folder.resolve(RECORD + ".json"));
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.stacktape.mcp.operation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.mcp.tool.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operations did, on disk: a line for each event, and the state. It is still there when the
 * client has gone or the server was started again.
 */
public final class Journal {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final Clock clock;

  /** Keeps journals in a folder. */
  public Journal(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** How an operation stands. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** The server that ran it has gone; CloudFormation may still be at work. */
    INTERRUPTED
  }

  /**
   * The state of an operation.
   *
   * @param id random
   * @param kind such as {@code deploy}
   * @param planId what it carries out
   * @param pid the server's process
   * @param code of what failed, null otherwise
   * @param message what came of it
   * @param fix what mends a failure
   * @param result what the operation returns, for programs
   */
  public record Entry(
      String id,
      String kind,
      String planId,
      String stackName,
      Status status,
      long started,
      long ended,
      long pid,
      @Nullable String code,
      @Nullable String message,
      @Nullable String fix,
      Map<String, Object> result) {

    Entry ended(
        Status end,
        long at,
        @Nullable String newCode,
        String newMessage,
        @Nullable String newFix,
        Map<String, Object> newResult) {
      return new Entry(
          id,
          kind,
          planId,
          stackName,
          end,
          started,
          at,
          pid,
          newCode,
          newMessage,
          newFix,
          newResult);
    }
  }

  /** Begins an operation. */
  public Entry begin(String id, String kind, String planId, String stackName) {
    Entry entry =
        new Entry(
            id,
            kind,
            planId,
            stackName,
            Status.RUNNING,
            clock.millis(),
            0,
            ProcessHandle.current().pid(),
            null,
            null,
            null,
            Map.of());
    write(entry);
    return entry;
  }

  /** Ends an operation. */
  public void end(
      Entry entry,
      Status status,
      @Nullable String code,
      String message,
      @Nullable String fix,
      Map<String, Object> result) {
    write(entry.ended(status, clock.millis(), code, message, fix, result));
  }

  /** Adds an event. */
  public synchronized void append(String id, String line) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          events(id),
          line.replace('\n', ' ') + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The state of an operation.
   *
   * @throws Refusal {@code OPERATION_UNKNOWN}
   */
  public Entry get(String id) {
    Path file = id.matches("[0-9a-f]{32}") ? folder.resolve(id + ".json") : folder;
    if (!Files.isRegularFile(file)) {
      throw new Refusal(
          "OPERATION_UNKNOWN",
          "There is no operation `" + (id.length() > 40 ? id.substring(0, 40) : id) + "`.",
          "Operation ids come from deploy, hotswap, rollback and delete_stack.",
          "Call describe_stack to see how the stack stands.");
    }
    return settled(read(file));
  }

  /** The events of an operation, from a position on. */
  public List<String> events(String id, int from) {
    if (!Files.isRegularFile(events(id))) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(events(id), StandardCharsets.UTF_8)) {
      return lines.skip(from).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The newest operations, newest first. */
  public List<Entry> newest(int count) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).endsWith(".json"))
          .map(this::read)
          .map(Journal::settled)
          .sorted((a, b) -> Long.compare(b.started(), a.started()))
          .limit(count)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An operation whose process is gone did not come to its end. */
  private static Entry settled(Entry entry) {
    boolean gone = entry.status() == Status.RUNNING && ProcessHandle.of(entry.pid()).isEmpty();
    return gone
        ? entry.ended(
            Status.INTERRUPTED,
            0,
            "OPERATION_INTERRUPTED",
            "The server that carried it out has ended. CloudFormation goes on with what it had begun.",
            "Call describe_stack to see how the stack stands, then plan again.",
            Map.of())
        : entry;
  }

  private Path events(String id) {
    return folder.resolve(id + ".events");
  }

  private Entry read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Entry.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Entry entry) {
    try {
      Files.createDirectories(folder);
      Path whole = Files.createTempFile(folder, "new", ".tmp");
      Files.write(whole, JSON.writeValueAsBytes(entry));
      Files.move(
          whole,
          folder.resolve(entry.id() + ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

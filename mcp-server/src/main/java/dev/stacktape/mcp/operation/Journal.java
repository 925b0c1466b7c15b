package dev.stacktape.mcp.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.mcp.store.PrivateFolder;
import dev.stacktape.mcp.tool.Page;
import dev.stacktape.mcp.tool.Refusal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What operations did, on disk: a line for each event, and the state. It is still there when the
 * client has gone or the server was started again.
 */
public final class Journal {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String STATE = ".json";
  private static final String EVENTS = ".events";
  private static final int LOOKED_AT = 200;
  private static final int LONGEST_ID = 40;

  /** How long an operation that has ended can still be looked at. */
  private static final Duration MEMORY = Duration.ofDays(30);

  private final PrivateFolder folder;
  private final Clock clock;
  private final String project;

  /**
   * Keeps journals in a folder.
   *
   * @param project the folder that the server works for; operations of others are not there
   */
  public Journal(Path folder, Clock clock, Path project) {
    this.folder = new PrivateFolder(folder);
    this.clock = clock;
    this.project = project.toString();
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
   * @param project the folder of the server that ran it
   * @param kind such as {@code deploy}
   * @param planId what it carries out
   * @param pid the server's process
   * @param processStarted when that was started, milliseconds since 1970; 0 where the system does
   *     not tell
   * @param code of what failed, null otherwise
   * @param message what came of it
   * @param fix what mends a failure
   * @param result what the operation returns, for programs
   */
  public record Entry(
      String id,
      String project,
      String kind,
      String planId,
      String stackName,
      Status status,
      long started,
      long ended,
      long pid,
      long processStarted,
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
          project,
          kind,
          planId,
          stackName,
          end,
          started,
          at,
          pid,
          processStarted,
          newCode,
          newMessage,
          newFix,
          newResult);
    }
  }

  /**
   * Begins an operation, once, whichever server asks: what another call has begun, and perhaps
   * ended already, is not written over.
   *
   * @return empty when another call was the first
   */
  public Optional<Entry> begin(String id, String kind, String planId, String stackName) {
    Entry entry =
        new Entry(
            id,
            project,
            kind,
            planId,
            stackName,
            Status.RUNNING,
            clock.millis(),
            0,
            ProcessHandle.current().pid(),
            startOf(ProcessHandle.current()),
            null,
            null,
            null,
            Map.of());
    boolean first = folder.create(id + STATE, json(entry));
    if (first) {
      for (String ending : List.of(STATE, EVENTS)) {
        folder.forget(ending, clock.instant().minus(MEMORY), LOOKED_AT);
      }
    }
    return first ? Optional.of(entry) : Optional.empty();
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
    folder.append(id + EVENTS, line.replaceAll("\\R", " ") + "\n");
  }

  /**
   * The state of an operation.
   *
   * @throws Refusal {@code OPERATION_UNKNOWN}
   */
  public Entry get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new Refusal(
                    "OPERATION_UNKNOWN",
                    "There is no operation `"
                        + Page.shortened(id, LONGEST_ID)
                        + "` of this project.",
                    "Operation ids come from deploy, hotswap, rollback and delete_stack.",
                    "Call describe_stack to see how the stack stands."));
  }

  private Optional<Entry> find(String id) {
    return id.matches("[0-9a-f]{32}") && folder.has(id + STATE)
        ? Optional.of(settled(read(id + STATE))).filter(entry -> project.equals(entry.project()))
        : Optional.empty();
  }

  /** The events of an operation, from a position on. */
  public List<String> events(String id, int from) {
    return folder.has(id + EVENTS)
        ? folder.read(id + EVENTS).lines().skip(from).toList()
        : List.of();
  }

  /** The newest operations, newest first. */
  public List<Entry> newest(int count) {
    return folder.newest(STATE, LOOKED_AT).stream()
        .flatMap(name -> find(name.substring(0, name.length() - STATE.length())).stream())
        .sorted(Comparator.comparingLong(Entry::started).reversed())
        .limit(count)
        .toList();
  }

  /** An operation whose process is gone did not come to its end. */
  private static Entry settled(Entry entry) {
    boolean gone =
        entry.status() == Status.RUNNING
            && ProcessHandle.of(entry.pid())
                .filter(process -> startOf(process) == entry.processStarted())
                .isEmpty();
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

  /** Numbers of processes are used again; in a container it is always the same one. */
  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private Entry read(String name) {
    try {
      return JSON.readValue(folder.read(name), Entry.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Entry entry) {
    folder.write(entry.id() + STATE, json(entry));
  }

  private static byte[] json(Entry entry) {
    try {
      return JSON.writeValueAsBytes(entry);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

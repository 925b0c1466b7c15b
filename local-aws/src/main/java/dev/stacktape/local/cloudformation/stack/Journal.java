package dev.stacktape.local.cloudformation.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that CloudFormation writes goes through here. What has been written when a call
 * returns is found again by the next process. Once halted, nothing is written any more and every
 * attempt fails: whatever still runs ends at its next step, as if the process had been killed.
 */
public final class Journal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private volatile boolean halted;

  /** A journal in a folder, which is made when first needed. */
  public Journal(Path folder) {
    this.folder = folder;
  }

  /** Thrown at whatever wants to write after the end. */
  public static final class HaltedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HaltedException() {
      super("The journal is closed", null, false, false);
    }
  }

  /** Ends all writing. */
  public void halt() {
    halted = true;
  }

  /** Whether writing has ended. */
  public boolean isHalted() {
    return halted;
  }

  /**
   * Writes a document, replacing the one of the same name.
   *
   * @param in the folder below the journal's
   */
  public void write(String in, String name, Object document) {
    refuseWhenHalted();
    store(in).write(name, document);
  }

  /** Reads a document, null when there is none. */
  public <T> @Nullable T read(String in, String name, Class<T> type) {
    return store(in).read(name, type);
  }

  /** Removes a document. */
  public void delete(String in, String name) {
    refuseWhenHalted();
    store(in).delete(name);
  }

  /** The names of the documents in a folder. */
  public List<String> names(String in) {
    return store(in).names();
  }

  /** The names of the folders in a folder, sorted. */
  public List<String> folders(String in) {
    Path parent = folder.resolve(in);
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a line to a log. */
  public void append(String in, String log, Object line) {
    refuseWhenHalted();
    try {
      Path file = logFile(in, log);
      Files.createDirectories(folder.resolve(in));
      Files.writeString(
          file,
          JSON.writeValueAsString(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of a log; a last line that was only half written is dropped. */
  public <T> List<T> lines(String in, String log, Class<T> type) {
    Path file = logFile(in, log);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n') + 1;
      if (end < text.length()) {
        StateStore.replace(file, text.substring(0, end).getBytes(StandardCharsets.UTF_8));
      }
      List<T> lines = new ArrayList<>();
      for (String line : text.substring(0, end).lines().toList()) {
        lines.add(JSON.readValue(line, type));
      }
      return lines;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not readable: " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile(String in, String log) {
    return folder.resolve(in).resolve(log + ".jsonl");
  }

  private StateStore store(String in) {
    return new StateStore(folder.resolve(in));
  }

  private void refuseWhenHalted() {
    if (halted) {
      throw new HaltedException();
    }
  }
}

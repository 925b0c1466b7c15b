package dev.stacktape.local.lambda;

import dev.stacktape.local.LogSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Carries what a process prints, and our own lines about it, to its log stream. */
final class FunctionLog {
  private static final int TAIL = 4096;
  private static final long ROTATE = 1 << 20;

  private final LogSink sink;
  private final String group;
  private final String stream;
  private final Path output;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private final StringBuilder invocation = new StringBuilder();
  private long offset;

  /**
   * A log stream.
   *
   * @param output the file that the process writes to
   */
  FunctionLog(LogSink sink, String group, String stream, Path output) {
    this.sink = sink;
    this.group = group;
    this.stream = stream;
    this.output = output;
  }

  /** A new invocation begins: its tail starts here. */
  synchronized void begin(String line) {
    invocation.setLength(0);
    write(List.of(line));
  }

  /** Writes lines of ours after everything that the process has printed so far. */
  synchronized void line(String... lines) {
    drain();
    if (unfinished.size() > 0) {
      List<String> rest = List.of(unfinished.toString(StandardCharsets.UTF_8));
      unfinished.reset();
      write(rest);
    }
    write(List.of(lines));
  }

  /** Starts the file anew when it has grown; to be called while the process waits for work. */
  synchronized void trim() {
    drain();
    if (offset > ROTATE) {
      try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "rw")) {
        // The process appends, so it carries on at the new end.
        file.setLength(0);
        offset = 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Passes on the whole lines that the process has printed since the last time. */
  synchronized void drain() {
    List<String> lines = new ArrayList<>();
    for (byte b : fresh()) {
      if (b == '\n') {
        lines.add(unfinished.toString(StandardCharsets.UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(b);
      }
    }
    write(lines);
  }

  /** The end of the present invocation's log, at most 4 KB. */
  synchronized byte[] tail() {
    byte[] all = invocation.toString().getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, all.length - TAIL);
    return Arrays.copyOfRange(all, from, all.length);
  }

  private byte[] fresh() {
    if (!Files.exists(output)) {
      return new byte[0];
    }
    try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(Integer.MAX_VALUE - 8, file.length() - offset)];
      file.seek(offset);
      file.readFully(bytes);
      offset += bytes.length;
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    lines.forEach(line -> invocation.append(line).append('\n'));
    sink.append(group, stream, lines);
  }
}

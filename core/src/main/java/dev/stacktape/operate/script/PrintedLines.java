package dev.stacktape.operate.script;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** What a process prints, line by line, read by a thread of its own. */
final class PrintedLines {
  /** A line without an end is given out in pieces of this many characters. */
  private static final int LONGEST = 16_384;

  private final Thread thread;

  private PrintedLines(Thread thread) {
    this.thread = thread;
  }

  static PrintedLines of(Process process, Consumer<String> lines) {
    Thread thread =
        new Thread(() -> read(process, lines), "stacktape-script-output-" + process.pid());
    thread.setDaemon(true);
    thread.start();
    return new PrintedLines(thread);
  }

  void awaitEnd(long millis) throws InterruptedException {
    thread.join(millis);
  }

  private static void read(Process process, Consumer<String> lines) {
    Charset charset =
        Charset.forName(System.getProperty("native.encoding", Charset.defaultCharset().name()));
    StringBuilder line = new StringBuilder();
    try (Reader reader = new InputStreamReader(process.getInputStream(), charset)) {
      char[] buffer = new char[4096];
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        for (int i = 0; i < count; i++) {
          take(buffer[i], line, lines);
        }
      }
    } catch (IOException closed) {
      // The process was ended; what it had printed by then has been given out.
      line.append("");
    }
    if (!line.isEmpty()) {
      lines.accept(line.toString());
    }
  }

  private static void take(char c, StringBuilder line, Consumer<String> lines) {
    boolean end = c == '\n';
    if (!end) {
      line.append(c);
    }
    if (end || line.length() == LONGEST) {
      if (end && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
        line.setLength(line.length() - 1);
      }
      // A carriage return draws over the line, as bars of progress do.
      lines.accept(line.substring(line.lastIndexOf("\r") + 1));
      line.setLength(0);
    }
  }
}

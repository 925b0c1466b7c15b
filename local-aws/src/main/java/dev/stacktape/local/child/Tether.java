package dev.stacktape.local.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The main class of every Java process that the endpoint starts: it ties the process to its parent
 * and hands over to the real main class. The parent holds the other end of standard input; when
 * that end closes, even because the parent was killed, the process ends at once.
 */
public final class Tether {
  private static final int TERMINATED = 143;

  private Tether() {}

  /**
   * Runs another main class.
   *
   * @param args the name of the main class, then its arguments
   */
  public static void main(String[] args) throws Throwable {
    InputStream parent = System.in;
    System.setIn(InputStream.nullInputStream());
    Thread watch = new Thread(() -> endWith(parent), "tether");
    watch.setDaemon(true);
    watch.start();
    Object rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, rest);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void endWith(InputStream parent) {
    boolean there = true;
    while (there) {
      try {
        there = parent.read() >= 0;
      } catch (IOException e) {
        there = false;
      }
    }
    // A function that hangs in a shutdown hook must end as well, hence not an ordinary exit.
    Runtime.getRuntime().halt(TERMINATED);
  }
}

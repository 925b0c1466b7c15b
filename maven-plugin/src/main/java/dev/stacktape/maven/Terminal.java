package dev.stacktape.maven;

import java.io.Console;
import java.util.Optional;

/** The terminal that a person sits at, if there is one. */
final class Terminal {
  private Terminal() {}

  /**
   * The console, when it really is a terminal. From JDK 22 on there is a console also where input
   * and output are redirected, and a method, unknown to JDK 17, that tells the two apart.
   */
  @SuppressWarnings("SystemConsoleNull")
  static Optional<Console> find() {
    Console console = System.console();
    return console != null && isTerminal(console) ? Optional.of(console) : Optional.empty();
  }

  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

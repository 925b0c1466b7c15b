package dev.stacktape.operate.script;

import dev.stacktape.problem.StacktapeException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Machines in the networks of deployed stacks. A bastion is a group that keeps one machine. */
public interface Bastions {
  /** Whether there are machines at all; the embedded AWS has none. */
  boolean exist();

  /**
   * Runs a script on a bastion to its end.
   *
   * @param group the Auto Scaling group of the bastion
   * @param lines takes what it prints, at the latest when it ends
   * @return its exit code
   * @throws StacktapeException {@code SCRIPT_BASTION_UNREACHABLE}, {@code CANCELLED}
   */
  int run(String group, RemoteScript script, Consumer<String> lines);

  /**
   * Opens a port of this machine that leads to a place in the network of a bastion.
   *
   * @param group the Auto Scaling group of the bastion
   * @return open until it is closed
   * @throws StacktapeException {@code SCRIPT_BASTION_UNREACHABLE}, {@code SCRIPT_TOOL_MISSING},
   *     {@code SCRIPT_TUNNEL_FAILED}, {@code CANCELLED}
   */
  Tunnel open(String group, String host, int port);

  /**
   * A script for the shell of a bastion.
   *
   * @param name for AWS's records
   * @param text lines for a POSIX shell
   * @param folder to run in; null for the root folder
   * @param secret whether the text must not be kept in AWS's records
   */
  record RemoteScript(String name, String text, @Nullable String folder, boolean secret) {
    /** Without the text, which may hold secrets. */
    @Override
    public String toString() {
      return name;
    }
  }

  /** A port of this machine that leads into the network of a stack. */
  interface Tunnel extends AutoCloseable {
    /** The port on 127.0.0.1. */
    int localPort();

    @Override
    void close();
  }
}

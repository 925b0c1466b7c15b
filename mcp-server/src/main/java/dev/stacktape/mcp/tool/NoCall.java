package dev.stacktape.mcp.tool;

import java.util.Optional;

/** Nobody waits for the answer, and nobody can be asked. */
public enum NoCall implements Call {
  INSTANCE;

  @Override
  public void progress(String message) {
    // Nobody hears it.
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public boolean canAsk() {
    return false;
  }

  @Override
  public Optional<String> ask(String message, String field) {
    return Optional.empty();
  }

  @Override
  public String client() {
    return "nobody";
  }
}

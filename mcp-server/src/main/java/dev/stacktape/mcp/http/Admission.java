package dev.stacktape.mcp.http;

import org.jspecify.annotations.Nullable;

/** Decides by the header {@code Authorization} who is let in. */
@FunctionalInterface
public interface Admission {
  /** Whether whoever sends this value is let in; null when the header is not there. */
  boolean admits(@Nullable String authorization);
}

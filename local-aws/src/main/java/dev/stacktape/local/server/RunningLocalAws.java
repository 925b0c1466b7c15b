package dev.stacktape.local.server;

/**
 * An embedded AWS that serves a state folder, in this process or in another.
 *
 * @param endpoint such as {@code http://127.0.0.1:41233}
 * @param pid its process
 * @param instance its random id, which tells it from whatever else may listen on that port
 */
public record RunningLocalAws(String endpoint, long pid, String instance) {}

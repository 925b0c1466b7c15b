/** Streamable HTTP on loopback: who is let in, sessions, and streams of events. */
@NullMarked
package dev.stacktape.mcp.http;

import org.jspecify.annotations.NullMarked;

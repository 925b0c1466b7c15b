/** The Model Context Protocol, by its Java SDK, and the guards around its transports. */
@NullMarked
package dev.stacktape.mcp.protocol;

import org.jspecify.annotations.NullMarked;

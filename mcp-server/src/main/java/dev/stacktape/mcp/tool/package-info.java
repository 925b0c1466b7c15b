/** The tools: what an agent can ask for, free of the protocol's types. */
@NullMarked
package dev.stacktape.mcp.tool;

import org.jspecify.annotations.NullMarked;

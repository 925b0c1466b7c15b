/** Operations that take longer than a call, and their journal on disk. */
@NullMarked
package dev.stacktape.mcp.operation;

import org.jspecify.annotations.NullMarked;

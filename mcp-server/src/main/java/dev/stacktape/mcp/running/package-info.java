/** Looking at stacks that run. */
@NullMarked
package dev.stacktape.mcp.running;

import org.jspecify.annotations.NullMarked;

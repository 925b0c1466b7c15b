/** What the server offers beside its tools: what can be read by its address, and prompts. */
@NullMarked
package dev.stacktape.mcp.offer;

import org.jspecify.annotations.NullMarked;

/** The MCP server: how it is launched, and the command that approves plans. */
@NullMarked
package dev.stacktape.mcp;

import org.jspecify.annotations.NullMarked;

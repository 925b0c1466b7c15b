/** The folder that the server works for, and what may be read of it. */
@NullMarked
package dev.stacktape.mcp.project;

import org.jspecify.annotations.NullMarked;

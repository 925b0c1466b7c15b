/** Files of the server in the user's home. */
@NullMarked
package dev.stacktape.mcp.store;

import org.jspecify.annotations.NullMarked;

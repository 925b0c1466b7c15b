/** The configuration files of the clients that agents work in. */
@NullMarked
package dev.stacktape.starter.mcp;

import org.jspecify.annotations.NullMarked;

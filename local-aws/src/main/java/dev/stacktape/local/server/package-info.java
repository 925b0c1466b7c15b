/**
 * The HTTP server on loopback and the facade that wires all services behind it. It stands below
 * every other package of the module: nothing imports it.
 */
@NullMarked
package dev.stacktape.local.server;

import org.jspecify.annotations.NullMarked;

/**
 * An AWS endpoint on loopback: one HTTP server, one folder of state, a handful of services that
 * speak AWS's wire protocols.
 */
@NullMarked
package dev.stacktape.local;

import org.jspecify.annotations.NullMarked;

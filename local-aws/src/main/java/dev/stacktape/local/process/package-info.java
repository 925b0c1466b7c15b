/** Processes that the endpoint starts beside itself, and that never outlive it. */
@NullMarked
package dev.stacktape.local.process;

import org.jspecify.annotations.NullMarked;

/**
 * The engine's one door: requests in, results out, events on the way. Start with {@link
 * dev.stacktape.Stacktape}.
 */
@NullMarked
package dev.stacktape;

import org.jspecify.annotations.NullMarked;

/**
 * The Maven goals: parameters in, one call of the engine, lines on the console. What a goal decides
 * is Maven's business only: which modules there are, when a reactor has come to its end, how to ask
 * a person.
 */
@NullMarked
package dev.stacktape.maven;

import org.jspecify.annotations.NullMarked;

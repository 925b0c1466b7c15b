/**
 * What a user can mend: a code, a place and a hint. Everything that leaves the engine as an error
 * is one of these.
 */
@NullMarked
package dev.stacktape.problem;

import org.jspecify.annotations.NullMarked;

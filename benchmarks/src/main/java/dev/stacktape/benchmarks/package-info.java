/** Benchmarks of the offline half of the engine. */
@NullMarked
package dev.stacktape.benchmarks;

import org.jspecify.annotations.NullMarked;

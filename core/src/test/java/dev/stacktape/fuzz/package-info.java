/** Fuzz targets; {@code CONTRIBUTING.md} says how to run them for long. */
@NullMarked
package dev.stacktape.fuzz;

import org.jspecify.annotations.NullMarked;

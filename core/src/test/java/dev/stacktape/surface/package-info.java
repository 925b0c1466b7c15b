/** Compares the surface of configs with what is noted about the configs that users have. */
@org.jspecify.annotations.NullMarked
package dev.stacktape.surface;

/**
 * Rules of configs that no single record can say: values that depend on each other, references, and
 * what several resources share. They hold for every type, built or not, and know all families.
 */
@NullMarked
package dev.stacktape.resource.rule;

import org.jspecify.annotations.NullMarked;

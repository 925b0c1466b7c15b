/**
 * Every derived name: logical ids, physical names, stack identity. Pure functions; the names are
 * API.
 */
@NullMarked
package dev.stacktape.name;

import org.jspecify.annotations.NullMarked;

/** File systems: what their configs say. */
@NullMarked
package dev.stacktape.resource.filesystem;

import org.jspecify.annotations.NullMarked;

/** What Java's own classes for files leave to be done. */
@NullMarked
package dev.stacktape.file;

import org.jspecify.annotations.NullMarked;

/** What is done to the project's artifacts when they are built. */
@NullMarked
package dev.stacktape.build;

import org.jspecify.annotations.NullMarked;

/** Packages Python: source files as they are, and dependencies as wheels for Lambda's platform. */
@NullMarked
package dev.stacktape.artifact.python;

import org.jspecify.annotations.NullMarked;

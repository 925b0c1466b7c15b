/** Carrying a plan out: uploading, executing, watching, rolling back, recovering. */
@NullMarked
package dev.stacktape.deploy;

import org.jspecify.annotations.NullMarked;

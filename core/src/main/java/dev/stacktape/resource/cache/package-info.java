/** Redis clusters: what their configs say. */
@NullMarked
package dev.stacktape.resource.cache;

import org.jspecify.annotations.NullMarked;

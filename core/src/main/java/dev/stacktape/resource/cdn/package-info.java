/**
 * The CDN that several types can have in front of them. What a property means stands in its {@code
 * Doc}.
 */
@NullMarked
package dev.stacktape.resource.cdn;

import org.jspecify.annotations.NullMarked;

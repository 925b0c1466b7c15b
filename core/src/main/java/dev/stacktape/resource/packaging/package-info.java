/** How code gets to Lambda. What a property means stands in its {@code Doc}. */
@NullMarked
package dev.stacktape.resource.packaging;

import org.jspecify.annotations.NullMarked;

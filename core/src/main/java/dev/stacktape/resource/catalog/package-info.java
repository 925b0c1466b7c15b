/** The resource types that there are. */
@NullMarked
package dev.stacktape.resource.catalog;

import org.jspecify.annotations.NullMarked;

/** The resource types of the config: for each its properties and what it adds to the template. */
@NullMarked
package dev.stacktape.resource;

import org.jspecify.annotations.NullMarked;

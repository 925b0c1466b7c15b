/** HTTP APIs. */
@NullMarked
package dev.stacktape.resource.gateway;

import org.jspecify.annotations.NullMarked;

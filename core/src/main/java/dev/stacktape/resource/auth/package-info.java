/** User pools: what their configs say. */
@NullMarked
package dev.stacktape.resource.auth;

import org.jspecify.annotations.NullMarked;

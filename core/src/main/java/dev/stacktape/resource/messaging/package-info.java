/** Topics, streams and event buses: what their configs say. */
@NullMarked
package dev.stacktape.resource.messaging;

import org.jspecify.annotations.NullMarked;

/** State machines: what their configs say. */
@NullMarked
package dev.stacktape.resource.workflow;

import org.jspecify.annotations.NullMarked;

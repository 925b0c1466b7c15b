/** From the config to what it means, and from that to the one template of the stack. */
@NullMarked
package dev.stacktape.stack;

import org.jspecify.annotations.NullMarked;

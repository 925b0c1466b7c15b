/** Finding out what is wrong with a stack. */
@NullMarked
package dev.stacktape.operate.diagnosis;

import org.jspecify.annotations.NullMarked;

/** What a stack tells to those who use it. */
@NullMarked
package dev.stacktape.operate.outputs;

import org.jspecify.annotations.NullMarked;

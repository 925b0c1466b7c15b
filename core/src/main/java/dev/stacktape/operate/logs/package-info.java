/** The logs of what runs. */
@NullMarked
package dev.stacktape.operate.logs;

import org.jspecify.annotations.NullMarked;

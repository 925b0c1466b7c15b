/** The figures of what runs. */
@NullMarked
package dev.stacktape.operate.metrics;

import org.jspecify.annotations.NullMarked;

/** What a stack consists of, by the names of its config. */
@NullMarked
package dev.stacktape.operate.inventory;

import org.jspecify.annotations.NullMarked;

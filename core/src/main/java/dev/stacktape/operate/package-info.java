/** Looking at what runs. */
@NullMarked
package dev.stacktape.operate;

import org.jspecify.annotations.NullMarked;

/** The generated pages of {@code docs/} are what the code says. */
@NullMarked
package dev.stacktape.docs;

import org.jspecify.annotations.NullMarked;

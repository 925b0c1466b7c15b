/** The engine on the embedded AWS, from the config to what runs, and what is left when it dies. */
@NullMarked
package dev.stacktape.it;

import org.jspecify.annotations.NullMarked;

/**
 * What happens during an operation, as one stream of records that every face of the engine shows in
 * its own way.
 */
@NullMarked
package dev.stacktape.event;

import org.jspecify.annotations.NullMarked;

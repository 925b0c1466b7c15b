/** From text to typed values: reading with places, resolving directives, binding to records. */
@NullMarked
package dev.stacktape.config;

import org.jspecify.annotations.NullMarked;

/** Lambda functions. */
@NullMarked
package dev.stacktape.resource.function;

import org.jspecify.annotations.NullMarked;

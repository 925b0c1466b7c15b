/** Resources that have nothing real behind them: identifiers, attributes, unique names. */
@NullMarked
package dev.stacktape.local.cloudformation.record;

import org.jspecify.annotations.NullMarked;

/**
 * Alarms, as far as all types that have them agree. What a property means stands in its {@code
 * Doc}.
 */
@NullMarked
package dev.stacktape.resource.alarm;

import org.jspecify.annotations.NullMarked;

/** What happens to logs. What a property means stands in its {@code Doc}. */
@NullMarked
package dev.stacktape.resource.logging;

import org.jspecify.annotations.NullMarked;

/** What runs a workload. What a property means stands in its {@code Doc}. */
@NullMarked
package dev.stacktape.resource.event;

import org.jspecify.annotations.NullMarked;

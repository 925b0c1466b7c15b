/**
 * Container registries as a client sees them. The one place that knows Jib's registry client, which
 * is public but no promise; what leaves this package is ours.
 */
@NullMarked
package dev.stacktape.artifact.registry;

import org.jspecify.annotations.NullMarked;

/** Workloads that run in containers: what their configs say. */
@NullMarked
package dev.stacktape.resource.container;

import org.jspecify.annotations.NullMarked;

/** Workloads that run in containers: services on ECS and jobs on Batch. */
@NullMarked
package dev.stacktape.resource.container;

import org.jspecify.annotations.NullMarked;

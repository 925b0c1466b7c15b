/** SQS queues. */
@NullMarked
package dev.stacktape.resource.queue;

import org.jspecify.annotations.NullMarked;

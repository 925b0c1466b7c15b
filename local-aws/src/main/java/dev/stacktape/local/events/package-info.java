/** What makes functions run by itself: queues, table streams and schedules. */
@NullMarked
package dev.stacktape.local.events;

import org.jspecify.annotations.NullMarked;

/**
 * Amazon SQS: standard and FIFO queues with visibility, long polling, delays, deduplication and
 * dead-letter queues.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">SQS
 *     API</a>
 */
@NullMarked
package dev.stacktape.local.sqs;

import org.jspecify.annotations.NullMarked;

/**
 * Amazon CloudWatch Logs: groups, streams and events, kept as lines of JSON.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/Welcome.html">
 *     CloudWatch Logs API</a>
 */
@NullMarked
package dev.stacktape.local.logs;

import org.jspecify.annotations.NullMarked;

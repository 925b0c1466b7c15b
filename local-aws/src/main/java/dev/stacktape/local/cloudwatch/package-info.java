/** Amazon CloudWatch: metrics that the other services measure or clients send, and alarms. */
@NullMarked
package dev.stacktape.local.cloudwatch;

import org.jspecify.annotations.NullMarked;

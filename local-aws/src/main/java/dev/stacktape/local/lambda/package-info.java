/**
 * Lambda: functions that really run, each in a process of its own that speaks the Lambda Runtime
 * API with the endpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/welcome.html">Lambda API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
@NullMarked
package dev.stacktape.local.lambda;

import org.jspecify.annotations.NullMarked;

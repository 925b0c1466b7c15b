/**
 * HTTP requests as the events that functions get from API Gateway and function URLs, and their
 * answers as HTTP responses.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda integrations of HTTP APIs</a>
 */
@NullMarked
package dev.stacktape.local.proxy;

import org.jspecify.annotations.NullMarked;

/**
 * API Gateway's HTTP APIs. Each API answers on a loopback port of its own: matches routes, asks
 * authorizers, calls functions and URLs, and logs accesses as API Gateway does.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP
 *     APIs</a>
 */
@NullMarked
package dev.stacktape.local.apigateway;

import org.jspecify.annotations.NullMarked;

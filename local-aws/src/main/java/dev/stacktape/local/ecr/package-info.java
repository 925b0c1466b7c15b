/**
 * Amazon ECR behind the endpoint: its API, and the registry that images are pushed to and pulled
 * from, by any client that speaks the OCI distribution protocol.
 */
@NullMarked
package dev.stacktape.local.ecr;

import org.jspecify.annotations.NullMarked;

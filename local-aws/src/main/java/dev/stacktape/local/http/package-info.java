/**
 * AWS's wire protocols, read and written: query (CloudFormation, IAM, STS), AWS JSON (SQS,
 * DynamoDB, Logs) and REST-JSON (Lambda, API Gateway).
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
@NullMarked
package dev.stacktape.local.http;

import org.jspecify.annotations.NullMarked;

/**
 * DynamoDB, played by AWS's own DynamoDB Local in a process of its own, which is brought when the
 * first table or request asks for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html">
 *     DynamoDB Local</a>
 */
@NullMarked
package dev.stacktape.local.dynamodb;

import org.jspecify.annotations.NullMarked;

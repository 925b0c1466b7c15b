/** Databases: DynamoDB tables. */
@NullMarked
package dev.stacktape.resource.database;

import org.jspecify.annotations.NullMarked;

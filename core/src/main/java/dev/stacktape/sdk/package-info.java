/**
 * The module {@code stacktape} that configs in TypeScript import: a class for each resource type
 * and for what is in them, made of the same records that configs are bound to.
 */
@NullMarked
package dev.stacktape.sdk;

import org.jspecify.annotations.NullMarked;

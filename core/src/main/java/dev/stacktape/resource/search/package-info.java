/** OpenSearch domains: what their configs say. */
@NullMarked
package dev.stacktape.resource.search;

import org.jspecify.annotations.NullMarked;

/** S3 buckets. */
@NullMarked
package dev.stacktape.resource.bucket;

import org.jspecify.annotations.NullMarked;

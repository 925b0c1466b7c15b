/**
 * Amazon S3: buckets and objects as files, with versions, checksums, conditional writes and
 * multipart uploads.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html">S3 API</a>
 */
@NullMarked
package dev.stacktape.local.s3;

import org.jspecify.annotations.NullMarked;

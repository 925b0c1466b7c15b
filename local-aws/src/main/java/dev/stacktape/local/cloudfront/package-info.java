/** Amazon CloudFront: invalidations; there are no copies that they could drop. */
@NullMarked
package dev.stacktape.local.cloudfront;

import org.jspecify.annotations.NullMarked;

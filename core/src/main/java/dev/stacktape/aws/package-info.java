/** Account, region, endpoint, credentials and clients; AWS errors as problems. */
@NullMarked
package dev.stacktape.aws;

import org.jspecify.annotations.NullMarked;

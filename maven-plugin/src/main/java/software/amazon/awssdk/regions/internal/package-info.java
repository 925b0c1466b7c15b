/** What is other than in the SDK's jar, which this package belongs to. */
@NullMarked
package software.amazon.awssdk.regions.internal;

import org.jspecify.annotations.NullMarked;

/** Plain JSON-like values, as AWS's APIs and CloudFormation's properties hand them over. */
@NullMarked
package dev.stacktape.local.value;

import org.jspecify.annotations.NullMarked;

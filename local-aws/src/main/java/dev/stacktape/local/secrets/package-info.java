/** Secrets Manager and the SSM parameter store, over the values that CloudFormation refers to. */
@NullMarked
package dev.stacktape.local.secrets;

import org.jspecify.annotations.NullMarked;

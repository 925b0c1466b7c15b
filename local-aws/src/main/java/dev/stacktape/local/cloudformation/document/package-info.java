/** A template as CloudFormation reads it: sections, parameters, conditions, intrinsic functions. */
@NullMarked
package dev.stacktape.local.cloudformation.document;

import org.jspecify.annotations.NullMarked;

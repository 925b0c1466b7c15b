/**
 * The CloudFormation document as values, AWS's resource schemas, and the checks of one against the
 * other.
 */
@NullMarked
package dev.stacktape.template;

import org.jspecify.annotations.NullMarked;

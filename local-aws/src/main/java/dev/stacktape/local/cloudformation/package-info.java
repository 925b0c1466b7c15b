/** CloudFormation: the actions of its API over stacks that are kept in a folder. */
@NullMarked
package dev.stacktape.local.cloudformation;

import org.jspecify.annotations.NullMarked;

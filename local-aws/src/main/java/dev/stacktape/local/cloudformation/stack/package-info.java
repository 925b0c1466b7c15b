/** What is kept of stacks, and how it survives a process that is killed. */
@NullMarked
package dev.stacktape.local.cloudformation.stack;

import org.jspecify.annotations.NullMarked;

/** What an update is going to do: the changes of each resource and whether they replace it. */
@NullMarked
package dev.stacktape.local.cloudformation.change;

import org.jspecify.annotations.NullMarked;

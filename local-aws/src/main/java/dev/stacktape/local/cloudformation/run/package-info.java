/** Carrying operations out: dependency order, rollback, clean-up, carrying on after a crash. */
@NullMarked
package dev.stacktape.local.cloudformation.run;

import org.jspecify.annotations.NullMarked;

/**
 * What runs inside the processes that the endpoint starts. These classes are copied out and run
 * alone, on the class path of a user's function: they use the JDK, each other and, for the runtime
 * loop, AWS's own Lambda interfaces, nothing else.
 */
@NullMarked
package dev.stacktape.local.child;

import org.jspecify.annotations.NullMarked;

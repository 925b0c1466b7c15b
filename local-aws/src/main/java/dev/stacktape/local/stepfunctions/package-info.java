/** AWS Step Functions: state machines and their definitions; none is executed. */
@NullMarked
package dev.stacktape.local.stepfunctions;

import org.jspecify.annotations.NullMarked;

/** The stages of a project, and how long they live. */
@NullMarked
package dev.stacktape.operate.stages;

import org.jspecify.annotations.NullMarked;

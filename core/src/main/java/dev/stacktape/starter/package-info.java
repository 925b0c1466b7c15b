/** The first config of a project, written for what is found in it. */
@NullMarked
package dev.stacktape.starter;

import org.jspecify.annotations.NullMarked;

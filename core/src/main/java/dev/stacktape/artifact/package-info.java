/**
 * What is built from the user's code: specified by the config, named by the SHA-256 of its content.
 */
@NullMarked
package dev.stacktape.artifact;

import org.jspecify.annotations.NullMarked;

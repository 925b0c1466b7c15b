/**
 * Programs of the user, in TypeScript or JavaScript: bundled into one text, and run in a sandbox
 * inside of the JVM that sees the project folder and nothing else. What goes wrong in one is a
 * problem at the user's own line.
 */
@NullMarked
package dev.stacktape.program;

import org.jspecify.annotations.NullMarked;

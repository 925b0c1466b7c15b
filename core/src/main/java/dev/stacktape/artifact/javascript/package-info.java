/** Packages JavaScript and TypeScript: a bundle by esbuild, and npm packages that it leaves out. */
@NullMarked
package dev.stacktape.artifact.javascript;

import org.jspecify.annotations.NullMarked;

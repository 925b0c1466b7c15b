/**
 * The esbuild program: where it comes from, how it is run, and what it says. Configs in TypeScript
 * and functions in JavaScript or TypeScript are bundled with it.
 *
 * @see <a href="https://esbuild.github.io/">esbuild</a>
 */
@NullMarked
package dev.stacktape.esbuild;

import org.jspecify.annotations.NullMarked;

/** Running the scripts of a config, with what they are told of the deployed stack. */
@NullMarked
package dev.stacktape.operate.script;

import org.jspecify.annotations.NullMarked;

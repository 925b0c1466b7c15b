/** What differs in AWS from what was deployed. */
@NullMarked
package dev.stacktape.operate.drift;

import org.jspecify.annotations.NullMarked;

/** Permissions: statements as the config has them and as the template needs them. */
@NullMarked
package dev.stacktape.resource.iam;

import org.jspecify.annotations.NullMarked;

/** What users add of their own: custom resources, scripts and CDK constructs. */
@NullMarked
package dev.stacktape.resource.extension;

import org.jspecify.annotations.NullMarked;

/** What runs at other companies or comes from them: what the configs say. */
@NullMarked
package dev.stacktape.resource.thirdparty;

import org.jspecify.annotations.NullMarked;

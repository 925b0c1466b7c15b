/** Websites and web applications: what their configs say. */
@NullMarked
package dev.stacktape.resource.web;

import org.jspecify.annotations.NullMarked;

/** Bastions and firewalls: what their configs say. */
@NullMarked
package dev.stacktape.resource.network;

import org.jspecify.annotations.NullMarked;

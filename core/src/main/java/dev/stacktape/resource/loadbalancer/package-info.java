/** Load balancers: what their configs say. */
@NullMarked
package dev.stacktape.resource.loadbalancer;

import org.jspecify.annotations.NullMarked;

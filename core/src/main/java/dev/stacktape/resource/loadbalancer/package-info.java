/** Load balancers: their ports, and which requests go where. */
@NullMarked
package dev.stacktape.resource.loadbalancer;

import org.jspecify.annotations.NullMarked;

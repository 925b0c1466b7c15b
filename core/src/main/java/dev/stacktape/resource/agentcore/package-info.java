/** What AI agents run on at AWS: what the configs say. */
@NullMarked
package dev.stacktape.resource.agentcore;

import org.jspecify.annotations.NullMarked;

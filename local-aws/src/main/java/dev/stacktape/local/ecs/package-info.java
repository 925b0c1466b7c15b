/** Amazon ECS: task definitions and services as ECS keeps them; no container runs. */
@NullMarked
package dev.stacktape.local.ecs;

import org.jspecify.annotations.NullMarked;

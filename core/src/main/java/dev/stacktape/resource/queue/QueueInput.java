package dev.stacktape.resource.queue;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

@Doc("What ends up in a queue by itself.")
@Union
public sealed interface QueueInput permits EventBusInput {}

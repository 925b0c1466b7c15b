package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Which objects of a bucket are meant.")
public record ObjectFilter(
    @Doc("How their keys begin.") @Nullable String prefix,
    @Doc("How their keys end.") @Nullable String suffix) {}

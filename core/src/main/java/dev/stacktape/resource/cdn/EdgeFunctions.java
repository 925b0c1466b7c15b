package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Functions that run close to the caller.")
public record EdgeFunctions(
    @Doc("Before the cache is looked at.") @Nullable String onRequest,
    @Doc("Before the caller gets the answer.") @Nullable String onResponse,
    @Doc("Before the origin is asked.") @Nullable String onOriginRequest,
    @Doc("After the origin has answered.") @Nullable String onOriginResponse) {}

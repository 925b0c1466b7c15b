package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("What serves a Next.js application while developing.")
public record NextjsDev(
    @Doc(value = "The command line.", defaultValue = "next dev") @Nullable String command) {}

package dev.stacktape.resource.web;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.function.FunctionLogging;
import org.jspecify.annotations.Nullable;

@Doc("The function that makes the pages of an application.")
public record ServerFunction(
    @Doc(
            value = "Memory in MB; the share of the processor grows with it.",
            defaultValue = "1024",
            example = "2048")
        @Range(min = 128, max = 10240)
        @Nullable Integer memory,
    @Doc(value = "The longest that a page may take, in seconds.", defaultValue = "30")
        @Range(min = 1, max = 30)
        @Nullable Integer timeout,
    @Doc(
            value =
                "Puts the function into the stack's network, from where it reaches databases but not the internet.",
            defaultValue = "false")
        @Nullable Boolean joinDefaultVpc,
    @Doc("What happens to its logs.") @Nullable FunctionLogging logging) {}

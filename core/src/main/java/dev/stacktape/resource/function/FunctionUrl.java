package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("An HTTPS address of a function.")
public record FunctionUrl(
    @Doc(value = "Whether there is one.", defaultValue = "false") Boolean enabled,
    @Doc("Which web pages may call it.") @Nullable FunctionUrlCors cors,
    @Doc(value = "Who may call it: everyone, or whoever signs with IAM.", defaultValue = "NONE")
        @Nullable UrlAuthMode authMode,
    @Doc("Sends the response while it is being made.") @Nullable Boolean responseStreamEnabled) {}

package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Cookies that are passed on; exactly one choice.")
public record ForwardedCookies(
    @Doc("None of them.") @Nullable Boolean none,
    @Doc("These.") List<String> whitelist,
    @Doc("All of them.") @Nullable Boolean all) {}

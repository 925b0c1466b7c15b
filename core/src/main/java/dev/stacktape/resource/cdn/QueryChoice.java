package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Which query parameters count; exactly one choice.")
public record QueryChoice(
    @Doc("All of them.") @Nullable Boolean all,
    @Doc("None of them.") @Nullable Boolean none,
    @Doc("These.") List<String> whitelist) {}

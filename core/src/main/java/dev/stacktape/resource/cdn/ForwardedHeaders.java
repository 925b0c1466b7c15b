package dev.stacktape.resource.cdn;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Headers that are passed on; exactly one choice.")
public record ForwardedHeaders(
    @Doc("None of them.") @Nullable Boolean none,
    @Doc("These.") List<String> whitelist,
    @Doc("All that the caller sent.") @Nullable Boolean allViewer,
    @Doc("All that the caller sent and these of CloudFront's own.")
        List<String> allViewerAndWhitelistCloudFront,
    @Doc("All but these.") List<String> allExcept) {}

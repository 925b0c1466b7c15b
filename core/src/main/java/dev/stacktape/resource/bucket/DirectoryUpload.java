package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Fills a bucket with a folder.")
public record DirectoryUpload(
    @Doc(
            value =
                "The folder, relative to the config file; what is not in it is removed from the bucket.",
            example = "dist")
        String directoryPath,
    @Doc("Headers and tags for some files.") List<UploadFilter> fileOptions,
    @Doc("Patterns of files that stay out.") List<String> excludeFilesPatterns,
    @Doc("Headers that suit a kind of website.") @Nullable HeadersPreset headersPreset,
    @Doc(value = "Uploads straight to the bucket's region.", defaultValue = "false")
        @Nullable Boolean disableS3TransferAcceleration) {}

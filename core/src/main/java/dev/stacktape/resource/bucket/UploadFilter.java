package dev.stacktape.resource.bucket;

import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("Headers and tags for some of the files of an upload.")
public record UploadFilter(
    @Doc(value = "Which files.", example = "\"**/*.html\"") String includePattern,
    @Doc("Which of them are left alone.") @Nullable String excludePattern,
    @Doc("Headers that they are served with.") List<KeyValue> headers,
    @Doc("Tags that they get.") List<KeyValue> tags) {}

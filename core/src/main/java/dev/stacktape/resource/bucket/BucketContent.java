package dev.stacktape.resource.bucket;

import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.ContentUpload.Rule;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.PageVariables;
import dev.stacktape.resource.ResourceCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a bucket is filled with, and the headers that they are served with. */
public final class BucketContent {
  private static final String CACHE = "Cache-Control";

  /** For files whose name says what is in them. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** For files that change under their name: asked for again each time, and kept by the CDN. */
  private static final String ASK_AGAIN = "public, max-age=0, s-maxage=31536000, must-revalidate";

  private BucketContent() {}

  /** Reports a folder that is not where the config says; it may be built only before deploying. */
  static void check(Inspection<BucketProperties> inspection) {
    DirectoryUpload upload = inspection.properties().directoryUpload();
    if (upload != null && upload.directoryPath().isBlank()) {
      inspection.report(
          ResourceCode.VALUE_INVALID
              .error("`directoryPath` names no folder.")
              .hint("Write the folder relative to the config, such as `dist`."),
          "directoryUpload",
          "directoryPath");
    }
  }

  static void contribute(Contribution<BucketProperties> to, List<String> distributionIds) {
    DirectoryUpload upload = to.properties().directoryUpload();
    if (upload == null) {
      return;
    }
    Path folder = to.stack().directory().resolve(upload.directoryPath()).normalize();
    to.add(
        new ContentUpload(
            to.name(),
            BucketType.logicalId(to.name()),
            distributionIds,
            folder,
            upload.excludeFilesPatterns(),
            rules(upload),
            PageVariables.NONE,
            to.resource().at("directoryUpload")));
  }

  private static List<Rule> rules(DirectoryUpload upload) {
    List<Rule> rules = new ArrayList<>();
    for (UploadFilter filter : upload.fileOptions()) {
      rules.add(
          new Rule(
              filter.includePattern(),
              filter.excludePattern(),
              map(filter.headers()),
              map(filter.tags())));
    }
    rules.addAll(preset(upload.headersPreset()));
    return rules;
  }

  private static Map<String, String> map(List<KeyValue> pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    pairs.forEach(pair -> map.put(pair.key(), pair.value()));
    return map;
  }

  /** The folder in which each framework keeps the files whose name says what is in them. */
  private static List<Rule> preset(@Nullable HeadersPreset preset) {
    if (preset == null) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>();
    switch (preset) {
      case ASTRO_STATIC_WEBSITE -> rules.add(rule("_astro/**", FOR_EVER));
      case NUXT_STATIC_WEBSITE -> rules.add(rule("_nuxt/**", FOR_EVER));
      case SVELTEKIT_STATIC_WEBSITE -> rules.add(rule("_app/immutable/**", FOR_EVER));
      case GATSBY_STATIC_WEBSITE -> {
        rules.add(rule("static/**", FOR_EVER));
        rules.add(rule("page-data/**", ASK_AGAIN));
        rules.add(rule("**.{js,css}", FOR_EVER));
      }
      case SINGLE_PAGE_APP -> {
        rules.add(rule("**.html", ASK_AGAIN));
        rules.add(rule("assets/**", FOR_EVER));
      }
      case STATIC_WEBSITE -> {
        // Nothing says which names change with their content.
      }
    }
    rules.add(rule("**", ASK_AGAIN));
    return rules;
  }

  private static Rule rule(String include, String caching) {
    return new Rule(include, null, Map.of(CACHE, caching), Map.of());
  }
}

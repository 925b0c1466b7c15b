package dev.stacktape;

import dev.stacktape.config.LocalGit;
import dev.stacktape.deploy.Retention;
import dev.stacktape.deploy.Uploads;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.name.Target;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.plan.Version;
import dev.stacktape.template.TemplateText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every deployment that came to its end is a version, and old ones go.
 *
 * @param directory what is deployed; versions say which commit it was at
 */
record VersionHistory(Cloud cloud, Phases phases, Path directory) {

  /**
   * What is on record.
   *
   * @param version the deployment that was kept
   * @param before what was on record of files before it
   */
  record Kept(Version version, List<StoredContent> before) {}

  /**
   * Keeps what was deployed, unless the newest version says the same: a run that was killed at the
   * end may have left it to the next.
   *
   * @param contents what is in buckets
   */
  Kept keep(
      PlannedDeployment planned, Map<String, String> parameters, List<StoredContent> contents) {
    String bucket = planned.plan().target().deploymentBucket();
    String template = Uploads.templateKey(TemplateText.toCompactJson(planned.template()));
    Optional<Version> newest = cloud.versions().newest(bucket);
    List<StoredContent> before = newest.map(Version::files).orElse(List.of());
    boolean sameFiles =
        !planned.makesVersion()
            || (!planned.bringsFilesWithStack() && Set.copyOf(contents).equals(Set.copyOf(before)));
    if (newest.isPresent()
        && sameFiles
        && newest.get().templateKey().equals(template)
        && newest.get().parameters().equals(parameters)
        && Objects.equals(newest.get().companion(), companion(planned))) {
      return new Kept(newest.get(), before);
    }
    if (planned.companion() != null && planned.companion().isWanted()) {
      // What was deployed last can have had more in it.
      var unused =
          cloud
              .uploads()
              .template(bucket, TemplateText.toCompactJson(planned.companion().wanted()));
    }
    GitState git = GitState.of(new LocalGit(), directory);
    VersionContent content = planned.content();
    Version version =
        cloud
            .versions()
            .add(
                bucket,
                new Version(
                    0,
                    cloud.now(),
                    cloud.identity().arn(),
                    git.commit(),
                    git.dirty(),
                    planned.plan().id(),
                    template,
                    parameters,
                    planned.synthesis().stackTags(),
                    content.code(),
                    content.functionCode(),
                    resources(planned),
                    content.restores(),
                    companion(planned),
                    contents));
    phases.note("This is version %d of the stack.".formatted(version.number()));
    return new Kept(version, before);
  }

  /** Puts on record what is kept of files that a version was made before. */
  void complete(String bucket, Version version, List<StoredContent> sent) {
    Map<String, StoredContent> known =
        sent.stream().collect(Collectors.toMap(StoredContent::name, Function.identity()));
    Version completed =
        version.with(
            version.files().stream().map(one -> known.getOrDefault(one.name(), one)).toList());
    if (!completed.equals(version)) {
      cloud.versions().complete(bucket, completed);
    }
  }

  /** What is on record of the files of the newest version. */
  List<StoredContent> newestFiles(String bucket) {
    return cloud.versions().newest(bucket).map(Version::files).orElse(List.of());
  }

  /** What will be in buckets, as long as nothing is kept of what is still to be sent. */
  static List<StoredContent> awaiting(PlannedDeployment planned) {
    return contents(
        planned,
        planned.contents().stream()
            .map(
                upload ->
                    new StoredContent(
                        upload.name(), upload.bucketId(), upload.distributionIds(), null))
            .toList());
  }

  /** What is in buckets after something was sent. */
  static List<StoredContent> contents(PlannedDeployment planned, List<StoredContent> sent) {
    return Stream.concat(planned.content().contents().stream(), sent.stream()).toList();
  }

  private static Version.@Nullable Companion companion(PlannedDeployment planned) {
    PlannedCompanion companion = planned.companion();
    if (companion == null || !companion.isWanted()) {
      return null;
    }
    String text = TemplateText.toCompactJson(companion.wanted());
    return new Version.Companion(Uploads.templateKey(text), companion.parameters());
  }

  /**
   * Removes the versions beyond those that are kept. Looks only where there can be something to
   * remove, because it takes some calls to find out.
   */
  void removeOld(PlannedDeployment planned) {
    Target target = planned.plan().target();
    int previous = planned.settings().previousVersions();
    if (planned.deployed().swaps().isEmpty()
        && cloud.versions().count(target.deploymentBucket()) <= 1 + previous) {
      return;
    }
    var unused =
        phases.run(
            Phase.CLEAN_UP,
            () -> {
              cloud
                  .retention()
                  .apply(
                      target,
                      previous,
                      TemplateText.toCompactJson(planned.template()),
                      planned.packages().needRepository()
                          || TemplateText.toCompactJson(planned.deployed().template())
                              .contains(target.imageRepository()),
                      elsewhere(planned));
              return planned;
            });
  }

  /** Only functions have code there; a companion without any asks nothing of its region. */
  private Retention.@Nullable Elsewhere elsewhere(PlannedDeployment planned) {
    PlannedCompanion companion = planned.companion();
    if (companion == null || !companion.isWanted()) {
      return null;
    }
    String template = TemplateText.toCompactJson(companion.wanted());
    Target target = planned.plan().target().companion();
    return template.contains(target.deploymentBucket())
        ? cloud.atEdge().codeOf(target, template)
        : null;
  }

  private static Map<String, String> resources(PlannedDeployment planned) {
    Map<String, String> resources = new TreeMap<>();
    planned
        .synthesis()
        .origins()
        .forEach(
            (id, origin) -> {
              String name = origin.resourceName();
              if (name != null && planned.template().resources().containsKey(id)) {
                resources.put(id, name);
              }
            });
    return resources;
  }
}

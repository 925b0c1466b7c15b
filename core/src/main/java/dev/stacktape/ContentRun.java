package dev.stacktape;

import dev.stacktape.deploy.ContentOutlook;
import dev.stacktape.deploy.Parallel;
import dev.stacktape.deploy.RestoredContent;
import dev.stacktape.name.Target;
import dev.stacktape.plan.StoredContent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings files into the buckets of a stack that is there, and puts on record what its versions need
 * to bring them back.
 */
record ContentRun(Cloud cloud, VersionHistory history, PlannedDeployment planned) {

  /**
   * Goes on only when everything is as it was when this was planned.
   *
   * @throws dev.stacktape.problem.StacktapeException {@code CONTENT_FOLDER_MISSING}, {@code
   *     PLAN_STALE}
   */
  void require() {
    cloud.contents(target()).requireFolders(planned.contents());
    cloud.formerContents(target()).requireUnchanged(planned.restored());
  }

  /**
   * Forgets what was sent into buckets that CloudFormation makes anew. Otherwise it would count as
   * there when a run is killed between the bucket and its files.
   */
  void forgetWhatIsMadeAnew() {
    Set<String> newBuckets = ContentOutlook.of(planned.plan(), true).newBuckets();
    Stream<StoredContent> all =
        Stream.concat(
            VersionHistory.awaiting(planned).stream(),
            planned.restored().stream().map(RestoredContent::content));
    all.filter(content -> newBuckets.contains(content.bucketId()))
        .map(StoredContent::name)
        .distinct()
        .forEach(name -> cloud.contents(target()).forget(target().deploymentBucket(), name));
  }

  /**
   * Keeps the version whose stack has just been deployed. It is on record before its files are
   * sent, so that a run that is killed meanwhile loses no version.
   */
  VersionHistory.Kept keep(Map<String, String> parameters) {
    return history.keep(planned, parameters, VersionHistory.awaiting(planned));
  }

  /** Sends the files of a version, and keeps them with it. */
  void fillAsPartOf(VersionHistory.Kept kept) {
    history.complete(target().deploymentBucket(), kept.version(), fill(kept.before()));
  }

  /** Keeps the version that differs from the one before by its files only. */
  void fillAlone() {
    Supplier<List<StoredContent>> before =
        Parallel.beside(() -> history.newestFiles(target().deploymentBucket()));
    List<StoredContent> now = VersionHistory.contents(planned, fill(before.get()));
    var unused = history.keep(planned, planned.plan().parameters(), now);
  }

  /** Keeps nothing: nobody goes back to a hot-swap. */
  void fillUnkept() {
    var unused = fill(null);
  }

  /**
   * What was sent.
   *
   * @param before what is kept of the newest version; null to keep nothing
   */
  private List<StoredContent> fill(@Nullable List<StoredContent> before) {
    Target target = target();
    cloud.formerContents(target).restore(target.stackName(), planned.restored());
    return cloud
        .contents(target)
        .sync(target.deploymentBucket(), target.stackName(), planned.contents(), before);
  }

  private Target target() {
    return planned.plan().target();
  }
}

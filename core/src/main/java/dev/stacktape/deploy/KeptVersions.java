package dev.stacktape.deploy;

import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.StoredContent;
import dev.stacktape.plan.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which versions of a stack are kept, and what of that what was ever sent for it nothing needs any
 * more. Pure.
 *
 * @param kept newest first; the newest, which is deployed, and those before it
 * @param removed newest first
 */
record KeptVersions(List<Version> kept, List<Version> removed) {
  /**
   * What no version has ever mentioned may have been sent for a deployment that is still to come.
   */
  static final Duration UNUSED = Duration.ofDays(1);

  KeptVersions {
    kept = List.copyOf(kept);
    removed = List.copyOf(removed);
  }

  /**
   * Keeps the newest version and some before it.
   *
   * @param previous how many before the newest
   */
  static KeptVersions of(List<Version> versions, int previous) {
    List<Version> newestFirst = new ArrayList<>(versions);
    newestFirst.sort(Comparator.comparing(Version::number).reversed());
    int kept = (int) Math.min(newestFirst.size(), 1L + previous);
    return new KeptVersions(
        newestFirst.subList(0, kept), newestFirst.subList(kept, newestFirst.size()));
  }

  /**
   * Something that was sent.
   *
   * @param name by which templates refer to it: a key in the bucket, or the digest of an image
   */
  record Sent(String name, Instant time) {}

  /**
   * Those that nothing needs: not mentioned in a text that counts, and either mentioned by what
   * goes or long unused.
   *
   * @param counting templates of the versions that are kept, what is deployed, what runs
   * @param going templates of the versions that are removed
   */
  List<Sent> obsolete(List<Sent> sent, List<String> counting, List<String> going, Instant now) {
    Set<String> keptNames = names(kept);
    Set<String> goneNames = names(removed);
    return obsolete(
        sent,
        name -> keptNames.contains(name) || isIn(counting, name),
        name -> goneNames.contains(name) || isIn(going, name),
        now);
  }

  /**
   * Those that nothing needs, and that either were needed by what goes or are long unused.
   *
   * @param needed whether something needs what has a name
   * @param going whether what goes did
   */
  static List<Sent> obsolete(
      List<Sent> sent, Predicate<String> needed, Predicate<String> going, Instant now) {
    return sent.stream()
        .filter(one -> !needed.test(one.name()))
        .filter(one -> going.test(one.name()) || one.time().isBefore(now.minus(UNUSED)))
        .toList();
  }

  /** The lists of files that versions have. */
  static List<String> manifests(List<Version> versions) {
    return versions.stream()
        .flatMap(version -> version.files().stream())
        .map(StoredContent::manifest)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static Set<String> names(List<Version> versions) {
    Set<String> names = new HashSet<>();
    for (Version version : versions) {
      names.add(version.templateKey());
      if (version.companion() != null) {
        names.add(version.companion().templateKey());
      }
      version.code().stream().map(StoredCode::key).forEach(names::add);
    }
    return names;
  }

  private static boolean isIn(List<String> texts, String name) {
    return texts.stream().anyMatch(text -> text.contains(name));
  }
}

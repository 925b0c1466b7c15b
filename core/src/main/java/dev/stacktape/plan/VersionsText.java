package dev.stacktape.plan;

import dev.stacktape.event.Amounts;
import java.util.List;

/** The versions of a stack in words for people, a line each, newest first. */
public final class VersionsText {
  private static final int BRIEF = 10;

  private VersionsText() {}

  /** All of them. */
  public static String of(List<Version> versions) {
    if (versions.isEmpty()) {
      return "No version is kept; nothing was deployed yet.\n";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < versions.size(); i++) {
      text.append(line(versions.get(i))).append(i == 0 ? "  (deployed)\n" : "\n");
    }
    return text.toString();
  }

  private static String line(Version version) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%6d  %s  %s".formatted(version.number(), Amounts.moment(version.time()), version.by()));
    String commit = version.commit();
    if (commit != null) {
      line.append("  commit ").append(commit, 0, Math.min(BRIEF, commit.length()));
      line.append(version.dirty() ? " and uncommitted changes" : "");
    }
    if (version.restores() != null) {
      line.append("  brought back version ").append(version.restores());
    }
    List<String> unkept =
        version.files().stream()
            .filter(content -> content.manifest() == null)
            .map(StoredContent::name)
            .toList();
    if (!unkept.isEmpty()) {
      line.append("  without the files of ").append(String.join(", ", unkept));
    }
    return line.toString();
  }
}

package dev.stacktape.deploy;

import dev.stacktape.plan.StoredContent;

/** Files of a version that are brought back into a bucket. */
public final class RestoredContent {
  private final StoredContent content;
  private final ContentManifest wanted;
  private final String sent;
  private final String text;

  private RestoredContent(StoredContent content, ContentManifest wanted, String sent, String text) {
    this.content = content;
    this.wanted = wanted;
    this.sent = sent;
    this.text = text;
  }

  /**
   * What is brought back.
   *
   * @param there what is in the bucket before
   * @param sent names what was brought there last
   */
  static RestoredContent of(
      StoredContent content, ContentManifest wanted, SentContent there, String sent) {
    long added =
        wanted.files().keySet().stream().filter(path -> !there.files().containsKey(path)).count();
    long same =
        wanted.files().entrySet().stream()
            .filter(file -> there.has(file.getKey(), file.getValue().digest()))
            .count();
    long common = wanted.files().size() - added;
    return new RestoredContent(
        content,
        wanted,
        sent,
        "%s: %d changed, %d added, %d removed"
            .formatted(content.name(), common - same, added, there.files().size() - common));
  }

  /** Where the files belong. */
  public StoredContent content() {
    return content;
  }

  ContentManifest wanted() {
    return wanted;
  }

  /** Names what was in the bucket when this was planned. */
  String sent() {
    return sent;
  }

  /** What it comes to, in words for a person. */
  public String text() {
    return text;
  }
}

package dev.stacktape.mcp.store;

import dev.stacktape.mcp.tool.CleanText;
import dev.stacktape.mcp.tool.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * Templates that were shown, by their content: what a digest names never becomes something else.
 * They are kept as they are shown, without what looks like a credential.
 */
public final class Templates {
  /** Addresses of templates. */
  public static final String URI = "stacktape://template/{digest}";

  private static final String ENDING = ".yml";
  private static final int KEPT = 50;
  private static final Duration LIFETIME = Duration.ofDays(1);

  private final PrivateFolder folder;
  private final Clock clock;

  /** Keeps templates in a folder. */
  public Templates(Path folder, Clock clock) {
    this.folder = new PrivateFolder(folder);
    this.clock = clock;
  }

  /** The address of a template. */
  public static String uri(String digest) {
    return URI.replace("{digest}", digest);
  }

  /** Keeps a template; its digest, 64 hexadecimal digits. */
  public String add(String yaml) {
    byte[] shown = CleanText.of(yaml).getBytes(StandardCharsets.UTF_8);
    String digest = digest(shown);
    if (!folder.has(digest + ENDING)) {
      folder.write(digest + ENDING, shown);
      folder.forget(ENDING, clock.instant().minus(LIFETIME), KEPT);
    }
    return digest;
  }

  /**
   * A template as it was shown.
   *
   * @throws Refusal {@code TEMPLATE_UNKNOWN}
   */
  public String get(String digest) {
    if (!digest.matches("[0-9a-f]{64}") || !folder.has(digest + ENDING)) {
      throw new Refusal(
          "TEMPLATE_UNKNOWN",
          "There is no template with this digest.",
          "Digests come from preview_template and plan_change; old ones are forgotten.",
          "Call preview_template again.");
    }
    return folder.read(digest + ENDING);
  }

  /** Digests of the templates that were shown last, newest first. */
  public List<String> newest() {
    return folder.newest(ENDING, KEPT).stream()
        .map(name -> name.substring(0, name.length() - ENDING.length()))
        .toList();
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

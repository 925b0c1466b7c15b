package dev.stacktape.local.value;

import dev.stacktape.local.ResourceProvider.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Names that CloudFormation makes up for resources whose template gives none. */
public final class GeneratedName {
  private static final int SUFFIX = 12;

  private GeneratedName() {}

  /**
   * {@code <stack>-<logical id>-<suffix>}; the suffix comes from the request's token, so that a
   * repeated request gets the same name.
   *
   * @param longest how many characters the name may have; the front is shortened
   */
  public static String of(Request request, int longest) {
    String front = request.stackName() + "-" + request.logicalId();
    String kept = front.substring(0, Math.min(front.length(), longest - SUFFIX - 1));
    String suffix = hash(request.token() + request.stackId() + request.logicalId());
    return kept + "-" + suffix.substring(0, SUFFIX).toUpperCase(Locale.ROOT);
  }

  /** A stable lower-case hexadecimal id of 64 digits. */
  public static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

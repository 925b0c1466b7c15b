package dev.stacktape.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 in the making; it is read once, at its end. */
public final class Sha256 {
  private final MessageDigest digest = newDigest();

  /** Takes in text as UTF-8. */
  public void add(String text) {
    digest.update(text.getBytes(UTF_8));
  }

  /** The digest of what was taken in so far and this text, as 64 hexadecimal digits. */
  public String with(String text) {
    add(text);
    return hex();
  }

  /** Takes in what passes through to {@code out}. */
  public OutputStream over(OutputStream out) {
    return new DigestOutputStream(out, digest);
  }

  /** The sum in hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The form that Lambda uses. */
  public String base64() {
    return Base64.getEncoder().encodeToString(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

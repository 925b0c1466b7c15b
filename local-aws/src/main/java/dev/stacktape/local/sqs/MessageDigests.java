package dev.stacktape.local.sqs;

import dev.stacktape.local.QueueReader.Attribute;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The digests by which clients check what was sent and received.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">
 *     Calculating the MD5 message digest</a>
 */
final class MessageDigests {
  private static final byte STRING = 1;
  private static final byte BINARY = 2;

  private MessageDigests() {}

  static String md5(String text) {
    return hex("MD5", text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(String text) {
    return hex("SHA-256", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Over name, type and value of every attribute, in the order of their names. */
  static String md5(Map<String, Attribute> attributes) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    new TreeMap<>(attributes)
        .forEach(
            (name, attribute) -> {
              append(encoded, name.getBytes(StandardCharsets.UTF_8));
              append(encoded, attribute.dataType().getBytes(StandardCharsets.UTF_8));
              boolean binary = attribute.text() == null;
              encoded.write(binary ? BINARY : STRING);
              append(encoded, bytes(attribute));
            });
    return hex("MD5", encoded.toByteArray());
  }

  private static byte[] bytes(Attribute attribute) {
    return attribute.text() == null
        ? Base64.getDecoder().decode(Objects.requireNonNullElse(attribute.base64(), ""))
        : attribute.text().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(ByteArrayOutputStream encoded, byte[] bytes) {
    encoded.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
    encoded.writeBytes(bytes);
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

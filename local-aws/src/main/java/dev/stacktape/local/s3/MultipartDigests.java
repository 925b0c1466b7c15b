package dev.stacktape.local.s3;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Digests of digests, as S3 gives them to objects that came in parts. */
final class MultipartDigests {
  private MultipartDigests() {}

  /** MD5 over the parts' MD5s, with the number of parts behind a dash. */
  static String etag(List<Upload.Part> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(part -> all.writeBytes(HexFormat.of().parseHex(part.etag())));
    byte[] digest = ChecksumAlgorithm.MD5.of(all.toByteArray());
    return HexFormat.of().formatHex(digest) + "-" + parts.size();
  }

  /** The checksum over the parts' checksums, with the number of parts behind a dash. */
  static ObjectChecksum composite(ChecksumAlgorithm algorithm, List<Upload.Part> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(part -> all.writeBytes(Base64.getDecoder().decode(part.checksum().value())));
    String value = Base64.getEncoder().encodeToString(algorithm.of(all.toByteArray()));
    return new ObjectChecksum(algorithm, value + "-" + parts.size(), ObjectChecksum.COMPOSITE);
  }
}

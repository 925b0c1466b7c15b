package dev.stacktape.local.s3;

import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that an object or a part keeps.
 *
 * @param value Base64; with {@code -<parts>} at its end when it is composite
 * @param type {@code FULL_OBJECT} or {@code COMPOSITE}
 */
record ObjectChecksum(ChecksumAlgorithm algorithm, String value, String type) {
  static final String FULL_OBJECT = "FULL_OBJECT";
  static final String COMPOSITE = "COMPOSITE";

  /** What the client says that the checksum is, in a header or a trailer, or null. */
  static @Nullable ObjectChecksum claimed(AwsRequest request) {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String value = request.header(algorithm.header());
      if (value != null) {
        return new ObjectChecksum(algorithm, value, FULL_OBJECT);
      }
    }
    return null;
  }

  AwsResponse addTo(AwsResponse response) {
    return response.header(algorithm.header(), value).header("x-amz-checksum-type", type);
  }

  XmlWriter writeTo(XmlWriter xml) {
    return xml.text(algorithm.xmlName(), value);
  }
}

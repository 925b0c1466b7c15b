package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.XmlWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;

/** How S3 writes its answers: XML without a result wrapper, and two spellings of time. */
final class S3Xml {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private S3Xml() {}

  static AwsResponse answer(String root, Consumer<XmlWriter> content) {
    return document(XmlWriter.document(root, NAMESPACE, content));
  }

  static AwsResponse document(String xml) {
    return AwsResponse.xml(200, xml).header("Content-Type", "application/xml");
  }

  static AwsResponse error(AwsError error, String requestId) {
    String xml =
        XmlWriter.document(
            "Error",
            "",
            detail ->
                detail
                    .text("Code", error.code())
                    .text("Message", error.getMessage())
                    .text("RequestId", requestId)
                    .text("HostId", requestId));
    return AwsResponse.xml(error.status(), xml).header("Content-Type", "application/xml");
  }

  /** A time as it stands in XML. */
  static String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis));
  }

  /** A time as it stands in a header. */
  static String http(long millis) {
    return HTTP.format(Instant.ofEpochMilli(millis));
  }
}

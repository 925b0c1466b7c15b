package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.http.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The parts that a client wants an object to be made of. */
record CompletionList(List<Wanted> parts) {
  private static final long SMALLEST_PART = 5L << 20;

  /**
   * One part.
   *
   * @param etag without quotes
   */
  record Wanted(int number, String etag) {}

  /**
   * Reads the body of a {@code CompleteMultipartUpload}.
   *
   * @throws AwsError {@code MalformedXML} or {@code InvalidPartOrder}
   */
  static CompletionList of(AwsRequest request) {
    List<Wanted> parts = new ArrayList<>();
    int last = 0;
    for (XmlElement part : XmlElement.parse(request.bytes()).children("Part")) {
      Wanted wanted = wanted(part);
      if (wanted.number() <= last) {
        throw new AwsError(
            400,
            "InvalidPartOrder",
            "The list of parts was not in ascending order. Parts must be ordered by part number.");
      }
      last = wanted.number();
      parts.add(wanted);
    }
    if (parts.isEmpty()) {
      throw XmlElement.malformed();
    }
    return new CompletionList(parts);
  }

  private static Wanted wanted(XmlElement part) {
    try {
      int number = Integer.parseInt(Objects.requireNonNullElse(part.text("PartNumber"), ""));
      String etag = Objects.requireNonNullElse(part.text("ETag"), "").replace("\"", "");
      return new Wanted(number, etag);
    } catch (NumberFormatException e) {
      throw XmlElement.malformed();
    }
  }

  /**
   * The parts of an upload that are wanted.
   *
   * @throws AwsError {@code InvalidPart} when one was not uploaded like that, {@code
   *     EntityTooSmall} when one that is not the last has less than 5 MiB
   */
  List<Upload.Part> choose(Upload upload) {
    List<Upload.Part> chosen = new ArrayList<>();
    for (Wanted wanted : parts) {
      Upload.Part part = upload.part(wanted.number());
      if (part == null || !part.etag().equals(wanted.etag())) {
        throw new AwsError(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.");
      }
      chosen.add(part);
    }
    for (Upload.Part part : chosen.subList(0, chosen.size() - 1)) {
      if (part.size() < SMALLEST_PART) {
        throw new AwsError(
            400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      }
    }
    return chosen;
  }
}

package dev.stacktape.local.s3;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as S3 reads it: which bucket, which key, which operation.
 *
 * @param bucket empty when the request is for the account
 * @param key decoded; empty when the request is for the bucket
 * @param operation AWS's name of it; empty when there is none
 */
record S3Call(AwsRequest request, String bucket, String key, String operation) {
  private static final int LONGEST_KEY = 1024;

  static S3Call of(AwsRequest request) {
    String path = request.path().substring(1);
    int slash = path.indexOf('/');
    String bucket = decode(slash < 0 ? path : path.substring(0, slash));
    String key = slash < 0 ? "" : decode(path.substring(slash + 1));
    return new S3Call(request, bucket, key, operation(request, bucket, key));
  }

  private static String operation(AwsRequest request, String bucket, String key) {
    if (bucket.isEmpty()) {
      return request.method().equals("GET") ? "ListBuckets" : "";
    }
    return key.isEmpty() ? bucketOperation(request) : objectOperation(request);
  }

  private static String bucketOperation(AwsRequest request) {
    Optional<Subresource> subresource =
        request.query().keySet().stream()
            .flatMap(name -> Subresource.named(name).stream())
            .findFirst();
    if (subresource.isPresent()) {
      return subresource.get().operation(request.method());
    }
    return switch (request.method()) {
      case "HEAD" -> "HeadBucket";
      case "PUT" -> has(request, "acl") ? "PutBucketAcl" : "CreateBucket";
      case "DELETE" -> "DeleteBucket";
      case "POST" -> has(request, "delete") ? "DeleteObjects" : "";
      case "GET" -> listing(request);
      default -> "";
    };
  }

  private static String listing(AwsRequest request) {
    if (has(request, "location")) {
      return "GetBucketLocation";
    }
    if (has(request, "acl")) {
      return "GetBucketAcl";
    }
    if (has(request, "policyStatus")) {
      return "GetBucketPolicyStatus";
    }
    if (has(request, "versions")) {
      return "ListObjectVersions";
    }
    if (has(request, "uploads")) {
      return "ListMultipartUploads";
    }
    return has(request, "list-type") ? "ListObjectsV2" : "ListObjects";
  }

  private static String objectOperation(AwsRequest request) {
    boolean copy = request.header("x-amz-copy-source") != null;
    boolean upload = has(request, "uploadId");
    boolean tagging = has(request, "tagging");
    return switch (request.method()) {
      case "HEAD" -> "HeadObject";
      case "GET" -> reading(request, upload, tagging);
      case "PUT" -> {
        if (has(request, "legal-hold") || has(request, "retention")) {
          yield "";
        }
        if (upload) {
          yield copy ? "UploadPartCopy" : "UploadPart";
        }
        if (tagging || has(request, "acl")) {
          yield tagging ? "PutObjectTagging" : "PutObjectAcl";
        }
        yield copy ? "CopyObject" : "PutObject";
      }
      case "POST" ->
          has(request, "uploads")
              ? "CreateMultipartUpload"
              : upload ? "CompleteMultipartUpload" : "";
      case "DELETE" ->
          upload ? "AbortMultipartUpload" : tagging ? "DeleteObjectTagging" : "DeleteObject";
      default -> "";
    };
  }

  private static String reading(AwsRequest request, boolean upload, boolean tagging) {
    if (has(request, "legal-hold") || has(request, "retention") || has(request, "torrent")) {
      return "";
    }
    if (upload) {
      return "ListParts";
    }
    if (tagging) {
      return "GetObjectTagging";
    }
    if (has(request, "acl")) {
      return "GetObjectAcl";
    }
    return has(request, "attributes") ? "GetObjectAttributes" : "GetObject";
  }

  /**
   * Refuses keys that S3 cannot hold.
   *
   * @throws AwsError {@code KeyTooLongError}
   */
  void requireValidKey() {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new AwsError(400, "KeyTooLongError", "Your key is too long");
    }
  }

  @Nullable String header(String name) {
    return request.header(name);
  }

  @Nullable String parameter(String name) {
    return request.queryParameter(name);
  }

  /** A query parameter, or another text when it was not sent or is empty. */
  String parameter(String name, String otherwise) {
    String value = request.queryParameter(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  /**
   * A whole number among the query parameters.
   *
   * @throws AwsError {@code InvalidArgument} when it is none or negative
   */
  int number(String name, int otherwise) {
    String value = parameter(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, as a negative number is.
    }
    throw new AwsError(
        400, "InvalidArgument", "Provided " + name + " not an integer or within integer range");
  }

  private static boolean has(AwsRequest request, String parameter) {
    return request.query().containsKey(parameter);
  }

  /** Percent-decodes; in a path, unlike in a form, a plus sign is a plus sign. */
  static String decode(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsError(400, "InvalidURI", "Couldn't parse the specified URI.");
    }
  }
}

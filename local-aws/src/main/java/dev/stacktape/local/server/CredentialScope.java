package dev.stacktape.local.server;

import dev.stacktape.local.AwsError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a request, and for which service and region.
 *
 * <p>Signatures are not verified: the endpoint plays one account that has no secrets, listens on
 * loopback only, and any access key will do. Expiry of presigned addresses is checked, because
 * clients rely on it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Signature Version 4</a>
 */
record CredentialScope(String accessKey, String region, String service) {
  static final CredentialScope UNSIGNED = new CredentialScope("", "", "");

  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^,\\s]+)");
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  /**
   * Reads the scope from the {@code Authorization} header or from a presigned query.
   *
   * @throws AwsError {@code AccessDenied} when a presigned address has expired
   */
  static CredentialScope of(
      @Nullable String authorization, Map<String, List<String>> query, Instant now) {
    if (authorization != null) {
      return fromHeader(authorization);
    }
    String credential = first(query, "X-Amz-Credential");
    if (credential != null) {
      refuseExpired(expiry(query), now);
      return parse(credential);
    }
    String accessKey = first(query, "AWSAccessKeyId");
    String expires = first(query, "Expires");
    if (accessKey != null && expires != null) {
      refuseExpired(Instant.ofEpochSecond(number(expires, "Expires")), now);
      return new CredentialScope(accessKey, "", "s3");
    }
    return UNSIGNED;
  }

  boolean isSigned() {
    return !service.isEmpty();
  }

  private static CredentialScope fromHeader(String authorization) {
    Matcher matcher = CREDENTIAL.matcher(authorization);
    if (matcher.find()) {
      return parse(matcher.group(1));
    }
    // Signature Version 2, which only S3 still knows: "AWS <access key>:<signature>".
    if (authorization.startsWith("AWS ") && authorization.indexOf(':') > 0) {
      return new CredentialScope(authorization.substring(4, authorization.indexOf(':')), "", "s3");
    }
    return UNSIGNED;
  }

  /** {@code key/date/region/service/aws4_request}; Signature Version 4A has no region. */
  private static CredentialScope parse(String credential) {
    String[] parts = credential.split("/", -1);
    int length = parts.length;
    if (length < 4 || !parts[length - 1].equals("aws4_request")) {
      throw new AwsError(
          400,
          "AuthorizationQueryParametersError",
          "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed: "
              + credential);
    }
    String region = length >= 5 ? parts[length - 3] : "";
    return new CredentialScope(parts[0], region, parts[length - 2]);
  }

  private static Instant expiry(Map<String, List<String>> query) {
    String date = first(query, "X-Amz-Date");
    String seconds = first(query, "X-Amz-Expires");
    if (date == null || seconds == null) {
      throw new AwsError(
          400,
          "AuthorizationQueryParametersError",
          "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
              + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
    }
    try {
      Instant from = AMZ_DATE.parse(date, Instant::from);
      return from.plus(Duration.ofSeconds(number(seconds, "X-Amz-Expires")));
    } catch (DateTimeException e) {
      throw new AwsError(
          400,
          "AuthorizationQueryParametersError",
          "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
    }
  }

  private static void refuseExpired(Instant expiry, Instant now) {
    if (now.isAfter(expiry)) {
      throw new AwsError(403, "AccessDenied", "Request has expired");
    }
  }

  private static long number(String text, String name) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new AwsError(400, "AuthorizationQueryParametersError", name + " should be a number");
    }
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? null : values.get(0);
  }
}

package dev.stacktape.local.cloudformation;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.ObjectReader;
import dev.stacktape.local.cloudformation.document.TemplateErrors;
import dev.stacktape.local.http.FormParameters;
import dev.stacktape.template.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the text of a template comes from: the call itself, or S3. */
final class TemplateSource {
  /** {@code bucket.s3.region.amazonaws.com} and its older and local forms. */
  private static final Pattern BUCKET_HOST =
      Pattern.compile(
          "(.+?)\\.s3(?:[.-][a-z0-9-]+)*\\.(?:amazonaws\\.com(?:\\.cn)?|localhost|localhost\\.localstack\\.cloud)");

  private static final Pattern SERVICE_HOST =
      Pattern.compile("s3(?:[.-][a-z0-9-]+)*\\.amazonaws\\.com(?:\\.cn)?");

  private final ObjectReader objects;

  TemplateSource(ObjectReader objects) {
    this.objects = objects;
  }

  /** The text that a call gives, or null when it gives none. */
  @Nullable String text(FormParameters form) {
    String body = form.text("TemplateBody");
    String url = form.text("TemplateURL");
    if (body != null && url != null) {
      throw TemplateErrors.invalid("Only one of TemplateBody or TemplateURL may be specified.");
    }
    if (body != null) {
      return checkedBody(body);
    }
    return url == null ? null : fetched(url);
  }

  /** The text that a call has to give. */
  String required(FormParameters form) {
    String text = text(form);
    if (text == null) {
      throw TemplateErrors.invalid("Either Template URL or Template Body must be specified.");
    }
    return text;
  }

  private static String checkedBody(String body) {
    if (body.isEmpty()) {
      throw refused("", "Member must have length greater than or equal to 1");
    }
    if (body.getBytes(StandardCharsets.UTF_8).length > Template.MAX_INLINE_BYTES) {
      throw refused(body, "Member must have length less than or equal to 51200");
    }
    return body;
  }

  private static AwsError refused(String body, String constraint) {
    return TemplateErrors.invalid(
        "1 validation error detected: Value '"
            + body
            + "' at 'templateBody' failed to satisfy constraint: "
            + constraint);
  }

  /** The text of an object in S3. */
  String fetched(String url) {
    try {
      Path file = object(new URI(url));
      if (Files.size(file) > Template.MAX_BYTES) {
        throw TemplateErrors.invalid("Template may not exceed 1000000 bytes in size.");
      }
      return Files.readString(file);
    } catch (URISyntaxException e) {
      throw notSupported();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path object(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    Matcher bucketHost = BUCKET_HOST.matcher(host);
    if (bucketHost.matches() && !SERVICE_HOST.matcher(host).matches()) {
      return read(bucketHost.group(1), path.replaceFirst("^/", ""));
    }
    boolean local = host.equals("127.0.0.1") || host.equals("localhost");
    String[] parts = path.split("/", 3);
    if ((local || SERVICE_HOST.matcher(host).matches()) && parts.length == 3) {
      return read(parts[1], parts[2]);
    }
    // A bucket in front of the endpoint's own name: bucket.localhost, bucket.127.0.0.1.nip.io.
    if (host.endsWith(".localhost")) {
      return read(
          host.substring(0, host.length() - ".localhost".length()), path.replaceFirst("^/", ""));
    }
    throw notSupported();
  }

  private Path read(String bucket, String rawKey) {
    // A plus sign in a path is a plus sign.
    String key = URLDecoder.decode(rawKey.replace("+", "%2B"), StandardCharsets.UTF_8);
    try {
      return objects.object(bucket, key, null);
    } catch (AwsError e) {
      throw TemplateErrors.invalid("S3 error: " + e.getMessage());
    }
  }

  private static AwsError notSupported() {
    return TemplateErrors.invalid("TemplateURL must be a supported URL.");
  }
}

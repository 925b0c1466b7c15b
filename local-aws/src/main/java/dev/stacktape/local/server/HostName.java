package dev.stacktape.local.server;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code Host} header says: that the client means this machine, and perhaps a bucket.
 *
 * @param bucket the bucket of a virtual-host-style address such as {@code site.s3.localhost:4566},
 *     or null
 */
record HostName(boolean isLocal, @Nullable String bucket) {
  private static final List<String> SELF = List.of("127.0.0.1", "localhost", "[::1]");
  private static final Pattern S3 = Pattern.compile("(.+?)\\.s3([.-][a-z0-9-]+)?");

  static HostName of(String header) {
    String host = header.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
    for (String self : SELF) {
      if (host.equals(self)) {
        return new HostName(true, null);
      }
      if (host.endsWith("." + self)) {
        return new HostName(true, bucket(host.substring(0, host.length() - self.length() - 1)));
      }
    }
    return new HostName(false, null);
  }

  /** What stands before our own name: {@code bucket.s3}, {@code bucket}, or {@code s3} alone. */
  private static @Nullable String bucket(String prefix) {
    Matcher s3 = S3.matcher(prefix);
    if (s3.matches()) {
      return s3.group(1);
    }
    return prefix.equals("s3") || prefix.startsWith("s3.") ? null : prefix;
  }
}

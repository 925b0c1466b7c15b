package dev.stacktape.aws;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Who credentials have turned out to belong to, for a process that does one operation after the
 * other. An access key stands for one user, or one session of a role, for good; credentials that
 * are no longer valid are refused by whatever is asked next.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids">Unique
 *     identifiers</a>
 */
public final class KnownIdentities {
  private final Map<List<String>, AwsIdentity> known = new ConcurrentHashMap<>();

  /** The identity behind these credentials, asked for where they have not been seen yet. */
  AwsIdentity of(
      AwsSettings settings, AwsCredentialsProvider credentials, Supplier<AwsIdentity> asked) {
    URI endpoint = settings.endpoint();
    List<String> key =
        List.of(
            endpoint == null ? "" : endpoint.toString(),
            credentials.resolveCredentials().accessKeyId());
    AwsIdentity found = known.get(key);
    if (found == null) {
      found = asked.get();
      known.put(key, found);
    }
    return found;
  }
}

package dev.stacktape.aws;

import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which AWS to talk to, and as whom.
 *
 * @param region such as {@code eu-west-1}
 * @param profile the profile whose credentials are used, null for the default chain
 * @param endpoint where every service is reached instead of AWS's own addresses, null for AWS
 * @param embedded whether the endpoint is the embedded AWS, which asks for no credentials
 * @param environment the environment variables of the process
 */
public record AwsSettings(
    String region,
    @Nullable String profile,
    @Nullable URI endpoint,
    boolean embedded,
    Map<String, String> environment) {

  public AwsSettings {
    environment = Map.copyOf(environment);
  }

  /**
   * What a caller was told; everything may be missing.
   *
   * @param region the region that was asked for
   * @param profile the profile that was asked for
   * @param endpoint a URL
   */
  public record Options(
      @Nullable String region, @Nullable String profile, @Nullable String endpoint) {
    /** Nothing was said. */
    public static final Options NONE = new Options(null, null, null);
  }

  /**
   * Finds out region, profile and endpoint: what the caller says goes before the environment, and
   * the environment before the profile's file, as AWS's own tools have it.
   *
   * @throws StacktapeException {@code AWS_NO_REGION}, {@code AWS_UNKNOWN_REGION}, {@code
   *     AWS_UNKNOWN_PROFILE}, {@code AWS_BAD_PROFILE_FILE} or {@code AWS_BAD_ENDPOINT}
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings
   *     reference</a>
   */
  public static AwsSettings resolve(Options options, Map<String, String> environment) {
    Profiles profiles = Profiles.load(environment);
    String profile = first(options.profile(), environment.get("AWS_PROFILE"));
    if (profile != null) {
      profiles.require(profile);
    }
    String endpoint =
        first(
            options.endpoint(),
            environment.get("AWS_ENDPOINT_URL"),
            profiles.property(profile, "endpoint_url"));
    URI address = endpoint == null ? null : address(endpoint);
    String region = region(options.region(), profile, environment, profiles);
    if (region == null) {
      throw new StacktapeException(
          AwsCode.AWS_NO_REGION
              .error("No AWS region is set.")
              .hint(
                  "Set -Dstacktape.region=eu-west-1 or the environment variable AWS_REGION, or a"
                      + " default with `aws configure set region eu-west-1`."));
    }
    Regions.require(region);
    return new AwsSettings(region, profile, address, false, environment);
  }

  /**
   * The region for work that asks nothing of AWS: the one that {@link #resolve} would find, or else
   * a fallback.
   *
   * @throws StacktapeException {@code AWS_UNKNOWN_REGION} or {@code AWS_BAD_PROFILE_FILE}
   */
  public static String regionOr(
      String fallback,
      @Nullable String region,
      @Nullable String profile,
      Map<String, String> environment) {
    String found =
        region(
            region,
            first(profile, environment.get("AWS_PROFILE")),
            environment,
            Profiles.load(environment));
    if (found == null) {
      return fallback;
    }
    Regions.require(found);
    return found;
  }

  /**
   * The region alone, for working offline: empty where none is set.
   *
   * @throws StacktapeException {@code AWS_UNKNOWN_REGION} or {@code AWS_BAD_PROFILE_FILE}
   */
  public static Optional<String> region(Options options, Map<String, String> environment) {
    String profile = first(options.profile(), environment.get("AWS_PROFILE"));
    String region = region(options, profile, Profiles.load(environment), environment);
    if (region != null) {
      Regions.require(region);
    }
    return Optional.ofNullable(region);
  }

  private static @Nullable String region(
      Options options,
      @Nullable String profile,
      Profiles profiles,
      Map<String, String> environment) {
    return first(
        options.region(),
        environment.get("AWS_REGION"),
        environment.get("AWS_DEFAULT_REGION"),
        profiles.property(profile, "region"));
  }

  /** The embedded AWS at its address. */
  public static AwsSettings embedded(URI endpoint, String region) {
    return new AwsSettings(region, null, endpoint, true, Map.of());
  }

  /** The same settings in another region. */
  public AwsSettings in(String otherRegion) {
    return new AwsSettings(otherRegion, profile, endpoint, embedded, environment);
  }

  /** Whether calls go to AWS itself rather than to something that stands in for it. */
  public boolean isAws() {
    return endpoint == null
        || endpoint.getHost().endsWith(".amazonaws.com")
        || endpoint.getHost().endsWith(".amazonaws.com.cn");
  }

  /** Whether calls travel encrypted. */
  public boolean isEncrypted() {
    return endpoint == null || "https".equals(endpoint.getScheme());
  }

  private static @Nullable String region(
      @Nullable String asked,
      @Nullable String profile,
      Map<String, String> environment,
      Profiles profiles) {
    return first(
        asked,
        environment.get("AWS_REGION"),
        environment.get("AWS_DEFAULT_REGION"),
        profiles.property(profile, "region"));
  }

  private static URI address(String text) {
    try {
      URI uri = new URI(text.trim());
      String scheme = uri.getScheme();
      if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return uri;
      }
    } catch (URISyntaxException notAnAddress) {
      throw new StacktapeException(badEndpoint(text), notAnAddress);
    }
    throw new StacktapeException(badEndpoint(text));
  }

  private static Problem badEndpoint(String text) {
    return AwsCode.AWS_BAD_ENDPOINT
        .error("The AWS endpoint `" + text + "` is not an http or https URL.")
        .hint("Write it like http://127.0.0.1:4566, or unset AWS_ENDPOINT_URL to use AWS itself.");
  }

  private static @Nullable String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate.trim();
      }
    }
    return null;
  }
}

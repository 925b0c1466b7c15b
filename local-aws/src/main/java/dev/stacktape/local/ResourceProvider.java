package dev.stacktape.local;

import dev.stacktape.local.value.StableId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something real behind one CloudFormation resource type. Called by the CloudFormation engine with
 * every intrinsic function already resolved; may take as long as it needs. Calls for different
 * resources come from different threads.
 */
public interface ResourceProvider {

  /** The CloudFormation type, such as {@code AWS::SQS::Queue}. */
  String type();

  /**
   * Makes the resource. Idempotent for the same {@link Request#token()}: after a crash it is called
   * again.
   *
   * @throws AwsError when it cannot be made; code and message become the event's reason
   */
  Result create(Request request);

  /**
   * Changes it in place; never called for a property that causes replacement.
   *
   * @param previous the properties that it has now
   */
  Result update(Request request, String physicalId, Map<String, Object> previous);

  /** Removes it; quiet when it is not there any more. */
  void delete(Request request, String physicalId);

  /**
   * The properties that the resource has now, for drift detection: those that can be told, by the
   * names of the type. Empty where nothing can be compared.
   *
   * @throws AwsError with status 404 when it is not there any more
   */
  default Map<String, Object> live(String region, String physicalId) {
    return Map.of();
  }

  /**
   * What CloudFormation asks for.
   *
   * @param token the same for every try of the same operation on the same resource
   * @param settling what becomes of it after the call
   */
  record Request(
      String stackName,
      String stackId,
      String logicalId,
      String region,
      String account,
      Map<String, Object> properties,
      Map<String, String> stackTags,
      String token,
      Settling settling) {

    /** For a resource that is ready when the call ends. */
    public Request(
        String stackName,
        String stackId,
        String logicalId,
        String region,
        String account,
        Map<String, Object> properties,
        Map<String, String> stackTags,
        String token) {
      this(
          stackName,
          stackId,
          logicalId,
          region,
          account,
          properties,
          stackTags,
          token,
          Settling.DONE);
    }

    /** A property as text, or null. */
    public @Nullable String text(String property) {
      Object value = properties.get(property);
      return value == null ? null : String.valueOf(value);
    }

    /** All properties, for reading below the first level. */
    public ResourceProperties read() {
      return new ResourceProperties(properties);
    }

    /**
     * The name of a resource that the template does not name: stack, logical id and twelve
     * characters, which are the same for every try of the same operation.
     *
     * @param longest what the service allows; the stack's and the logical id's parts give way
     */
    public String generatedName(int longest) {
      String unique =
          StableId.of(token + "/" + logicalId).substring(0, 12).toUpperCase(Locale.ROOT);
      String readable = stackName + "-" + logicalId;
      int room = longest - unique.length() - 1;
      return readable.substring(0, Math.min(room, readable.length())) + "-" + unique;
    }
  }

  /**
   * What becomes of a resource after the call that makes or changes it. In express mode nobody
   * waits for it.
   *
   * @param time until it is ready, or has failed
   * @param failure why it never gets ready, null where it does
   */
  record Settling(Duration time, @Nullable String failure) {
    /** It is ready when the call ends. */
    public static final Settling DONE = new Settling(Duration.ZERO, null);

    /** Whether there is nothing more to come. */
    public boolean isDone() {
      return time.isZero() && failure == null;
    }
  }

  /**
   * What was made.
   *
   * @param physicalId what {@code Ref} gives
   * @param attributes what {@code Fn::GetAtt} gives, by name
   */
  record Result(String physicalId, Map<String, Object> attributes) {}
}

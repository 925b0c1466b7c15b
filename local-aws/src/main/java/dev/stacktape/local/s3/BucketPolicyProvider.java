package dev.stacktape.local.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.ResourceProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code AWS::S3::BucketPolicy}; its physical id is the bucket's name. */
final class BucketPolicyProvider implements ResourceProvider {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Buckets buckets;

  BucketPolicyProvider(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public String type() {
    return "AWS::S3::BucketPolicy";
  }

  @Override
  public Result create(Request request) {
    String name = String.valueOf(request.text("Bucket"));
    put(name, request);
    return new Result(name, Map.of());
  }

  @Override
  public Result update(Request request, String physicalId, Map<String, Object> previous) {
    put(physicalId, request);
    return new Result(physicalId, Map.of());
  }

  private void put(String name, Request request) {
    Bucket bucket = buckets.get(name);
    String document = json(request.properties().get("PolicyDocument"));
    BucketPolicy.parse(document).check(bucket);
    bucket.document(Subresource.POLICY, document);
  }

  private static String json(@Nullable Object document) {
    try {
      return document instanceof String text ? text : JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new AwsError(400, "MalformedPolicy", "This policy contains invalid Json");
    }
  }

  @Override
  public void delete(Request request, String physicalId) {
    if (buckets.has(physicalId)) {
      buckets.get(physicalId).document(Subresource.POLICY, null);
    }
  }
}

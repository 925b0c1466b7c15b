package dev.stacktape.artifact.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.ecr.model.Image;

/** An account whose registry is any registry on this machine. */
public final class RegistryAccount implements EcrClient {
  private final String host;
  private final BiFunction<String, String, Optional<String>> digests;

  /**
   * @param digests of manifests, by repository and tag
   */
  public RegistryAccount(String host, BiFunction<String, String, Optional<String>> digests) {
    this.host = host;
    this.digests = digests;
  }

  @Override
  public String serviceName() {
    return "ecr";
  }

  @Override
  public GetAuthorizationTokenResponse getAuthorizationToken() {
    return getAuthorizationToken(GetAuthorizationTokenRequest.builder().build());
  }

  @Override
  public GetAuthorizationTokenResponse getAuthorizationToken(GetAuthorizationTokenRequest request) {
    String login = Base64.getEncoder().encodeToString("AWS:secret".getBytes(UTF_8));
    return GetAuthorizationTokenResponse.builder()
        .authorizationData(data -> data.authorizationToken(login).proxyEndpoint("http://" + host))
        .build();
  }

  @Override
  public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
    List<Image> found = new ArrayList<>();
    request
        .imageIds()
        .forEach(
            id ->
                digests
                    .apply(request.repositoryName(), id.imageTag())
                    .ifPresent(
                        digest ->
                            found.add(
                                Image.builder()
                                    .imageId(
                                        known -> known.imageTag(id.imageTag()).imageDigest(digest))
                                    .build())));
    return BatchGetImageResponse.builder().images(found).build();
  }

  @Override
  public void close() {}
}

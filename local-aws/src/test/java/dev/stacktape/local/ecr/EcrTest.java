package dev.stacktape.local.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryFailure;
import dev.stacktape.artifact.registry.RegistryLogin;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.LayerAvailability;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** ECR by AWS's own client, and its registry by Jib's and by plain HTTP. */
class EcrTest {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  @TempDir Path folder;

  private LocalAws aws;
  private EcrClient ecr;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(folder.resolve("state")));
    ecr = client(aws, Region.EU_WEST_1);
  }

  private static EcrClient client(LocalAws aws, Region region) {
    return EcrClient.builder()
        .endpointOverride(URI.create(aws.endpoint()))
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  @AfterEach
  void stop() {
    ecr.close();
    aws.close();
  }

  @Test
  void aRepositoryIsThereUntilItIsDeleted() {
    var made = ecr.createRepository(create -> create.repositoryName("shop/web")).repository();

    assertThat(made.repositoryArn())
        .isEqualTo("arn:aws:ecr:eu-west-1:123456789012:repository/shop/web");
    assertThat(made.repositoryUri()).isEqualTo(host() + "/shop/web");
    assertThat(ecr.describeRepositories().repositories()).hasSize(1);
    assertThat(client(aws, Region.US_EAST_1).describeRepositories().repositories()).isEmpty();
    assertThatThrownBy(() -> ecr.createRepository(create -> create.repositoryName("shop/web")))
        .isInstanceOf(RepositoryAlreadyExistsException.class);

    ecr.deleteRepository(delete -> delete.repositoryName("shop/web"));

    assertThatThrownBy(() -> ecr.describeRepositories(which -> which.repositoryNames("shop/web")))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  @Test
  void aLifecyclePolicyIsKept() {
    ecr.createRepository(create -> create.repositoryName("web"));
    assertThatThrownBy(() -> ecr.getLifecyclePolicy(get -> get.repositoryName("web")))
        .isInstanceOf(LifecyclePolicyNotFoundException.class);

    ecr.putLifecyclePolicy(put -> put.repositoryName("web").lifecyclePolicyText("{\"rules\":[]}"));

    assertThat(ecr.getLifecyclePolicy(get -> get.repositoryName("web")).lifecyclePolicyText())
        .isEqualTo("{\"rules\":[]}");
  }

  @Test
  void whatIsPushedIsPulledByItsDigest() throws IOException {
    ecr.createRepository(create -> create.repositoryName("web"));
    String manifest = push("web", "1", "layer");

    try (RemoteRepository remote = RemoteRepository.toPull(address("web", "1"), logins())) {
      var pulled = remote.manifest(digest(manifest));
      Path layer = folder.resolve("pulled");
      remote.download(pulled.layers().get(0).digest(), layer);

      assertThat(pulled.digest()).isEqualTo(digest(manifest));
      assertThat(layer).hasContent("layer");
    }
    assertThat(ecr.describeImages(which -> which.repositoryName("web")).imageDetails())
        .singleElement()
        .satisfies(
            image -> {
              assertThat(image.imageDigest()).isEqualTo(digest(manifest));
              assertThat(image.imageTags()).containsExactly("1");
              assertThat(image.imageSizeInBytes()).isEqualTo("layer".length() + "{}".length());
            });
  }

  @Test
  void imagesAreThereAfterARestart() throws IOException {
    ecr.createRepository(create -> create.repositoryName("web"));
    String manifest = push("web", "1", "layer");
    stop();
    start();

    assertThat(
            ecr.batchGetImage(
                    get ->
                        get.repositoryName("web")
                            .imageIds(
                                ImageIdentifier.builder().imageTag("1").build(),
                                ImageIdentifier.builder().imageTag("2").build()))
                .images())
        .singleElement()
        .satisfies(image -> assertThat(image.imageManifest()).isEqualTo(manifest));
  }

  @Test
  void anImmutableTagDoesNotMove() throws IOException {
    ecr.createRepository(
        create -> create.repositoryName("web").imageTagMutability(ImageTagMutability.IMMUTABLE));
    push("web", "1", "layer");

    assertThatThrownBy(() -> push("web", "1", "another layer")).isInstanceOf(RegistryFailure.class);
    assertThat(ecr.listImages(list -> list.repositoryName("web")).imageIds()).hasSize(1);
  }

  @Test
  void aManifestNeedsItsLayers() throws IOException {
    ecr.createRepository(create -> create.repositoryName("web"));

    try (RemoteRepository remote = RemoteRepository.toPush(address("web", "1"), logins())) {
      assertThatThrownBy(() -> remote.putManifest(manifest("never sent"), MANIFEST, "1"))
          .isInstanceOf(RegistryFailure.class)
          .hasMessageContaining("don't exist");
    }
  }

  @Test
  void aRepositoryWithImagesIsDeletedOnlyByForce() throws IOException {
    ecr.createRepository(create -> create.repositoryName("web"));
    push("web", "1", "layer");

    assertThatThrownBy(() -> ecr.deleteRepository(delete -> delete.repositoryName("web")))
        .isInstanceOf(RepositoryNotEmptyException.class);
    ecr.deleteRepository(delete -> delete.repositoryName("web").force(true));

    assertThat(ecr.describeRepositories().repositories()).isEmpty();
  }

  @Test
  void anImageGoesWithItsLastTag() throws IOException {
    ecr.createRepository(create -> create.repositoryName("web"));
    push("web", "1", "layer");
    push("web", "2", "layer");

    ecr.batchDeleteImage(delete -> delete.repositoryName("web").imageIds(i -> i.imageTag("1")));
    assertThat(ecr.listImages(list -> list.repositoryName("web")).imageIds())
        .singleElement()
        .satisfies(image -> assertThat(image.imageTag()).isEqualTo("2"));
    ecr.batchDeleteImage(delete -> delete.repositoryName("web").imageIds(i -> i.imageTag("2")));

    assertThat(ecr.listImages(list -> list.repositoryName("web")).imageIds()).isEmpty();
  }

  @Test
  void nobodyGetsInWithoutAToken() throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(aws.endpoint() + "/v2/")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    assertThat(send(authorized("/v2/")).statusCode()).isEqualTo(200);
  }

  @Test
  void aLayerMayComeInPartsAndMayBeTakenFromAnotherRepository() throws Exception {
    ecr.createRepository(create -> create.repositoryName("one"));
    ecr.createRepository(create -> create.repositoryName("two"));
    String digest = "sha256:" + new Sha256().with("first second");
    String upload =
        send(authorized("/v2/one/blobs/uploads/").POST(HttpRequest.BodyPublishers.noBody()))
            .headers()
            .firstValue("Location")
            .orElseThrow()
            .substring(aws.endpoint().length());

    assertThat(send(part(upload, "first ", "0-5")).statusCode()).isEqualTo(202);
    assertThat(send(part(upload, "second", "9-14")).statusCode()).isEqualTo(416);
    assertThat(send(part(upload, "second", "6-11")).statusCode()).isEqualTo(202);
    assertThat(
            send(authorized(upload + "?digest=" + digest).PUT(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(201);
    assertThat(
            send(authorized("/v2/two/blobs/uploads/?mount=" + digest + "&from=one")
                    .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(201);

    assertThat(send(authorized("/v2/two/blobs/" + digest)).body()).isEqualTo("first second");
    assertThat(
            ecr.batchCheckLayerAvailability(
                    check -> check.repositoryName("two").layerDigests(digest))
                .layers()
                .get(0)
                .layerAvailability())
        .isEqualTo(LayerAvailability.AVAILABLE);
  }

  @Test
  void aLayerThatIsNotWhatItsDigestSaysIsRefused() throws Exception {
    ecr.createRepository(create -> create.repositoryName("web"));
    String wrong = "sha256:" + "0".repeat(64);

    HttpResponse<String> answer =
        send(
            authorized("/v2/web/blobs/uploads/?digest=" + wrong)
                .POST(HttpRequest.BodyPublishers.ofString("layer")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("DIGEST_INVALID");
    assertThat(send(authorized("/v2/web/blobs/" + wrong)).statusCode()).isEqualTo(404);
  }

  // ---- what a test says in one word ----

  private HttpRequest.Builder part(String upload, String text, String range) {
    return authorized(upload)
        .header("Content-Range", range)
        .method("PATCH", HttpRequest.BodyPublishers.ofString(text));
  }

  private HttpRequest.Builder authorized(String path) {
    String token = ecr.getAuthorizationToken().authorizationData().get(0).authorizationToken();
    return HttpRequest.newBuilder(URI.create(aws.endpoint() + path))
        .header("Authorization", "Basic " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private String host() {
    return URI.create(aws.endpoint()).getRawAuthority();
  }

  private ImageAddress address(String repository, String tag) {
    return ImageAddress.parse(host() + "/" + repository + ":" + tag).orElseThrow();
  }

  private RegistryLogins logins() {
    String[] login =
        new String(
                Base64.getDecoder()
                    .decode(
                        ecr.getAuthorizationToken()
                            .authorizationData()
                            .get(0)
                            .authorizationToken()),
                UTF_8)
            .split(":", 2);
    return registry -> Optional.of(new RegistryLogin(login[0], login[1]));
  }

  /** Pushes an image of one layer; its manifest. */
  private String push(String repository, String tag, String layer) throws IOException {
    try (RemoteRepository remote = RemoteRepository.toPush(address(repository, tag), logins())) {
      for (String blob : new String[] {layer, "{}"}) {
        Path file = Files.writeString(folder.resolve("blob"), blob);
        remote.upload(digest(blob), file, sent -> {});
      }
      String manifest = manifest(layer);
      assertThat(remote.putManifest(manifest, MANIFEST, tag)).isEqualTo(digest(manifest));
      return manifest;
    }
  }

  private static String manifest(String layer) {
    return """
    {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"c","size":2,"digest":"%s"},\
    "layers":[{"mediaType":"l","size":%d,"digest":"%s"}]}\
    """
        .formatted(MANIFEST, digest("{}"), layer.length(), digest(layer));
  }

  private static String digest(String text) {
    return "sha256:" + new Sha256().with(text);
  }
}

package dev.stacktape.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteManifest;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Plan;
import dev.stacktape.plan.Version;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.template.Template;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** A service whose image is built, pushed, deployed by its digest, and goes with its stack. */
class ImagesOnLocalAwsTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final List<Event> events = new ArrayList<>();
  private LocalAws aws;
  private AwsClients clients;
  private Stacktape stacktape;

  @BeforeEach
  void start() throws IOException {
    aws = LocalAws.start(LocalAwsOptions.in(folder.resolve("state")));
    clients =
        new AwsClients(
            AwsSettings.embedded(URI.create(aws.endpoint()), TARGET.region()),
            EventListener.none());
    Sleeper quick =
        time -> Sleeper.system().sleep(Duration.ofMillis(Math.min(20, time.toMillis())));
    stacktape =
        new Stacktape(Clock.systemUTC(), quick, Map.of("HOME", folder.resolve("home").toString()));
    pushBase();
    write(
        "stacktape.yml",
        """
        resources:
          web:
            type: web-service
            properties:
              packaging:
                type: stacktape-image-buildpack
                properties: { entryfilePath: src/main/java/com/acme/Main.java }
              resources: { cpu: 0.25, memory: 512 }
        """);
    program("hello");
    try (ZipOutputStream jar =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("parser.jar")))) {
      jar.putNextEntry(new ZipEntry("parser.txt"));
    }
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  @Test
  void aServiceRunsTheImageThatWasPushedForIt() throws IOException {
    Plan.Route route = deploy();

    String reference = deployedImage();
    assertThat(route).isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(reference)
        .matches("127\\.0\\.0\\.1:\\d+/" + TARGET.imageRepository() + "@sha256:[0-9a-f]{64}");
    ImageAddress address = ImageAddress.parse(reference).orElseThrow();
    try (RemoteRepository remote = RemoteRepository.toPull(address, logins())) {
      RemoteManifest manifest = remote.manifest(address.qualifier());
      Path config = folder.resolve("config.json");
      remote.download(manifest.config(), config);
      JsonNode read = JSON.readTree(Files.readString(config));

      // The base, the dependencies and the classes.
      assertThat(manifest.layers()).hasSize(3);
      assertThat(read.path("rootfs").path("diff_ids")).hasSize(3);
      assertThat(read.path("architecture").asText()).isEqualTo("amd64");
      assertThat(read.path("config").path("User").asText()).isEqualTo("10001:10001");
      assertThat(read.path("config").path("Entrypoint").path(0).asText()).isEqualTo("java");
    }
    var repository =
        clients
            .ecr()
            .describeRepositories(which -> which.repositoryNames(TARGET.imageRepository()))
            .repositories()
            .get(0);
    assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
    assertThat(repository.imageScanningConfiguration().scanOnPush()).isTrue();
  }

  @Test
  void nothingIsDoneWhereNothingChanged() throws IOException {
    deploy();

    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);
  }

  @Test
  void aPlanPushesNothing() {
    PlannedDeployment planned = stacktape.plan(request(), events::add, new CancellationToken());

    assertThat(planned.plan().route()).isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(clients.ecr().describeRepositories().repositories())
        .extracting(repository -> repository.repositoryName())
        .containsExactly("base/eclipse-temurin");
  }

  @Test
  void onlyTheLayerThatChangedIsSent() throws IOException {
    deploy();
    String before = deployedImage();
    events.clear();
    program("good evening");

    assertThat(deploy()).isEqualTo(Plan.Route.CHANGE_SET);

    assertThat(deployedImage()).isNotEqualTo(before);
    RemoteManifest first = manifest(before);
    RemoteManifest second = manifest(deployedImage());
    long classes = second.layers().get(2).size();
    assertThat(second.layers().subList(0, 2)).isEqualTo(first.layers().subList(0, 2));
    assertThat(
            events.stream()
                .filter(Event.ArtifactUploaded.class::isInstance)
                .map(event -> ((Event.ArtifactUploaded) event).sizeBytes()))
        .singleElement()
        .satisfies(
            // The classes and the configuration, which names them.
            sent -> assertThat(sent).isBetween(classes, classes + 3000));
  }

  @Test
  void anotherMachineFindsThatItIsThere() throws IOException {
    deploy();
    Files.walk(folder.resolve("target/stacktape"))
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(file -> file.toFile().delete());
    events.clear();

    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);

    assertThat(folder.resolve("target/stacktape/images/blobs")).doesNotExist();
  }

  @Test
  void anImageIsHotSwappedAndPutBack() throws IOException {
    deploy();
    program("good evening");

    assertThat(stacktape.hotswap(request(), events::add, new CancellationToken()).route())
        .isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(events)
        .filteredOn(Event.SwapApplied.class::isInstance)
        .extracting(event -> ((Event.SwapApplied) event).what())
        .containsExactly("service-container: image");

    program("hello");
    assertThat(deploy()).isEqualTo(Plan.Route.HOT_SWAP);
    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);
  }

  @Test
  void earlierVersionsGoWithTheImagesThatOnlyTheyNeed() throws IOException {
    String config = Files.readString(folder.resolve("stacktape.yml"));
    write("stacktape.yml", "deploymentConfig: { previousVersionsToKeep: 1 }\n" + config);
    for (String greeting : List.of("hello", "good evening", "good night")) {
      program(greeting);
      deploy();
    }

    assertThat(stacktape.versions(request(), events::add, new CancellationToken()))
        .extracting(Version::number)
        .containsExactly(3, 2);
    assertThat(
            clients
                .s3()
                .listObjectsV2(list -> list.bucket(TARGET.deploymentBucket()).prefix("templates/"))
                .contents())
        .hasSize(2);
    String deployed = deployedImage().replaceFirst(".*@", "");
    assertThat(
            clients
                .ecr()
                .describeImages(list -> list.repositoryName(TARGET.imageRepository()))
                .imageDetails())
        .hasSize(2)
        .extracting(image -> image.imageDigest())
        .contains(deployed);
  }

  @Test
  void aVersionWhoseImageIsGoneIsNotGoneBackTo() throws IOException {
    deploy();
    String digest = deployedImage().replaceFirst(".*@", "");
    program("good evening");
    deploy();
    clients
        .ecr()
        .batchDeleteImage(
            delete ->
                delete
                    .repositoryName(TARGET.imageRepository())
                    .imageIds(image -> image.imageDigest(digest)));

    StacktapeException refused =
        catchThrowableOfType(
            StacktapeException.class,
            () ->
                stacktape.planRollback(
                    request(), new RollbackChoice.Steps(1), events::add, new CancellationToken()));

    assertThat(refused.problems().get(0).code()).isEqualTo("VERSION_INCOMPLETE");
    assertThat(refused.problems().get(0).message()).contains(digest);
  }

  @Test
  void theRepositoryGoesWithItsStack() throws IOException {
    deploy();
    CancellationToken cancellation = new CancellationToken();
    PlannedDeletion planned = stacktape.planDeletion(request(), events::add, cancellation);

    stacktape.delete(request(), planned, Consent.none(), events::add, cancellation);

    assertThat(clients.ecr().describeRepositories().repositories())
        .extracting(repository -> repository.repositoryName())
        .containsExactly("base/eclipse-temurin");
  }

  // ---- what a test says in one word ----

  private Plan.Route deploy() {
    CancellationToken cancellation = new CancellationToken();
    PlannedDeployment planned = stacktape.plan(request(), events::add, cancellation);
    return stacktape.deploy(request(), planned, Consent.none(), events::add, cancellation).route();
  }

  private StackRequest request() {
    return new StackRequest(
            folder,
            null,
            TARGET.project(),
            TARGET.project(),
            TARGET.stage(),
            TARGET.region(),
            null,
            URI.create(aws.endpoint()),
            null,
            List.of(
                new JavaModule(
                    "com.acme:shop",
                    folder,
                    List.of(folder.resolve("src/main/java")),
                    folder.resolve("target/classes"),
                    21,
                    null,
                    () ->
                        List.of(
                            new Dependency("com.acme:parser:1", folder.resolve("parser.jar"))))),
            folder.resolve("target/stacktape"),
            Map.of(),
            "mvn package")
        .with(
            new StackRequest.ImageOptions(
                Map.of("public.ecr.aws/docker/library/", host() + "/base/"), false));
  }

  private String deployedImage() throws IOException {
    String body =
        clients
            .cloudFormation()
            .getTemplate(get -> get.stackName(TARGET.stackName()))
            .templateBody();
    Template template = dev.stacktape.template.TemplateText.parse(body, "the deployed template");
    return template.resources().values().stream()
        .filter(resource -> resource.type().equals("AWS::ECS::TaskDefinition"))
        .map(resource -> (List<?>) resource.properties().get("ContainerDefinitions"))
        .map(containers -> String.valueOf(((Map<?, ?>) containers.get(0)).get("Image")))
        .findFirst()
        .orElseThrow();
  }

  private RemoteManifest manifest(String reference) throws IOException {
    ImageAddress address = ImageAddress.parse(reference).orElseThrow();
    try (RemoteRepository remote = RemoteRepository.toPull(address, logins())) {
      return remote.manifest(address.qualifier());
    }
  }

  private RegistryLogins logins() {
    var signedIn = new ImageRepository(clients.ecr()).signIn();
    return registry -> Optional.of(signedIn.login());
  }

  private String host() {
    return URI.create(aws.endpoint()).getRawAuthority();
  }

  private void program(String greeting) throws IOException {
    Path source =
        write(
            "src/main/java/com/acme/Main.java",
            """
            package com.acme;
            public class Main {
              public static void main(String[] args) { System.out.println("%s"); }
            }
            """
                .formatted(greeting));
    Path classes = Files.createDirectories(folder.resolve("target/classes"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
    assertThat(result).isZero();
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** A base image without files, in a repository of the same account. */
  private void pushBase() throws IOException {
    clients.ecr().createRepository(create -> create.repositoryName("base/eclipse-temurin"));
    Path layer = folder.resolve("base-layer");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(layer))) {
      out.write(new byte[1024]);
    }
    String config =
        """
        {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin"]},\
        "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
        """
            .formatted("1".repeat(64));
    ImageAddress address =
        ImageAddress.parse(host() + "/base/eclipse-temurin:21-jre").orElseThrow();
    try (RemoteRepository remote = RemoteRepository.toPush(address, logins())) {
      Sha256 sha256 = new Sha256();
      Files.copy(layer, sha256.over(OutputStream.nullOutputStream()));
      String layerDigest = "sha256:" + sha256.hex();
      String configDigest = "sha256:" + new Sha256().with(config);
      remote.upload(layerDigest, layer, sent -> {});
      remote.upload(configDigest, write("base-config", config), sent -> {});
      var unused =
          remote.putManifest(
              """
              {"schemaVersion":2,"mediaType":"%s",\
              "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},\
              "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}\
              """
                  .formatted(
                      MANIFEST,
                      config.getBytes(UTF_8).length,
                      configDigest,
                      Files.size(layer),
                      layerDigest),
              MANIFEST,
              "21-jre");
    }
  }
}

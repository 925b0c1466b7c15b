package dev.stacktape.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.deploy.ImageRepository;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import javax.tools.ToolProvider;

/** A service gets another program, and so another image. */
final class ImageRoad implements Road {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final Target TARGET =
      new Target("orders", "dev", OrdersApp.REGION, "123456789012");
  private static final String CONFIG =
      """
      serviceName: orders
      resources:
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: %d }
        web:
          type: worker-service
          properties:
            packaging:
              type: stacktape-image-buildpack
              properties: { entryfilePath: src/main/java/com/acme/Main.java }
            resources: { cpu: 0.25, memory: 512 }
      """;

  private final Path folder;

  ImageRoad(Path folder) {
    this.folder = folder.resolve("images");
    write(1);
    write(2);
  }

  @Override
  public Run begin(Rehearsal rehearsal) {
    pushBase(rehearsal);
    return deploy(rehearsal, "builder", 1);
  }

  @Override
  public Run go(Rehearsal rehearsal, String machine) {
    return deploy(rehearsal, machine, 2);
  }

  @Override
  public void requireOldOrNew(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus().orElseThrow())
        .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    assertThat(Rehearsal.version(rehearsal.template())).isIn(1, 2);
    requireImages(rehearsal);
  }

  @Override
  public void requireNew(Rehearsal rehearsal) {
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(2);
    requireImages(rehearsal);
  }

  private static void requireImages(Rehearsal rehearsal) {
    String template = rehearsal.template();
    assertThat(template).contains("/" + TARGET.imageRepository() + "@sha256:");
    assertThat(new ImageRepository(rehearsal.ecr()).missing(TARGET, template)).isEmpty();
  }

  private Run deploy(Rehearsal rehearsal, String machine, int version) {
    List<Event> events = new CopyOnWriteArrayList<>();
    CancellationToken cancellation = new CancellationToken();
    Stacktape stacktape = rehearsal.engine(machine);
    StackRequest request = request(rehearsal, version);
    return rehearsal.run(
        events,
        () -> {
          PlannedDeployment planned = stacktape.prepare(request, events::add, cancellation);
          var unused =
              stacktape.deploy(request, planned, Consent.none(), events::add, cancellation);
        });
  }

  private StackRequest request(Rehearsal rehearsal, int version) {
    Path app = app(version);
    return new StackRequest(
            app,
            null,
            null,
            null,
            "orders",
            "dev",
            OrdersApp.REGION,
            null,
            URI.create(rehearsal.aws.endpoint()),
            null,
            List.of(
                new JavaModule(
                    "com.acme:orders",
                    app,
                    List.of(app.resolve("src/main/java")),
                    app.resolve("target/classes"),
                    21,
                    null,
                    List::of)),
            app.resolve("target/stacktape"),
            Map.of(),
            "mvn package stacktape:deploy")
        .with(
            new StackRequest.ImageOptions(
                Map.of("public.ecr.aws/docker/library/", host(rehearsal) + "/base/"), false));
  }

  private Path app(int version) {
    return folder.resolve("app-" + version);
  }

  private void write(int version) {
    try {
      Path source = app(version).resolve("src/main/java/com/acme/Main.java");
      Path classes = Files.createDirectories(app(version).resolve("target/classes"));
      Files.createDirectories(source.getParent());
      Files.writeString(app(version).resolve("stacktape.yml"), CONFIG.formatted(60 + version));
      Files.writeString(
          source,
          """
          package com.acme;
          public class Main {
            public static void main(String[] args) { System.out.println("version %d"); }
          }
          """
              .formatted(version));
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
      assertThat(result).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String host(Rehearsal rehearsal) {
    return URI.create(rehearsal.aws.endpoint()).getRawAuthority();
  }

  /** A base image without files, in a repository of the same account. */
  private void pushBase(Rehearsal rehearsal) {
    var signedIn = new ImageRepository(rehearsal.ecr()).signIn();
    RegistryLogins logins = registry -> Optional.of(signedIn.login());
    ImageAddress address =
        ImageAddress.parse(host(rehearsal) + "/base/eclipse-temurin:21-jre").orElseThrow();
    rehearsal.ecr().createRepository(create -> create.repositoryName("base/eclipse-temurin"));
    try (RemoteRepository remote = RemoteRepository.toPush(address, logins)) {
      Path layer = folder.resolve("base-layer");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(layer))) {
        out.write(new byte[1024]);
      }
      Path config =
          Files.writeString(
              folder.resolve("base-config"),
              """
              {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin"]},\
              "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
              """
                  .formatted(new Sha256().with(new String(new byte[1024], UTF_8))));
      remote.upload(digest(layer), layer, sent -> {});
      remote.upload(digest(config), config, sent -> {});
      var unused =
          remote.putManifest(
              """
              {"schemaVersion":2,"mediaType":"%s",\
              "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},\
              "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}\
              """
                  .formatted(
                      MANIFEST,
                      Files.size(config),
                      digest(config),
                      Files.size(layer),
                      digest(layer)),
              MANIFEST,
              "21-jre");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    Files.copy(file, sha256.over(OutputStream.nullOutputStream()));
    return "sha256:" + sha256.hex();
  }

  @Override
  public String toString() {
    return "image";
  }
}

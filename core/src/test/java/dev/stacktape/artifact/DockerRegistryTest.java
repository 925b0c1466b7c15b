package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.image.ImageArtifact;
import dev.stacktape.artifact.image.ImageArtifact.Built;
import dev.stacktape.artifact.image.ImageBuilding;
import dev.stacktape.artifact.image.ImageLookup;
import dev.stacktape.artifact.image.ImageSettings;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.registry.DockerRegistry;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryAccount;
import dev.stacktape.artifact.registry.RegistryFailure;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteManifest;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.deploy.ImageRepository;
import dev.stacktape.deploy.ImageUploads;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.name.Target;
import dev.stacktape.testing.TestEsbuild;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images of programs in Java and JavaScript, through a registry that others wrote. */
class DockerRegistryTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  @TempDir Path folder;

  private final List<Event> events = new ArrayList<>();
  private DockerRegistry registry;
  private ImageUploads uploads;
  private JavaProject project;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        Files.isExecutable(DockerRegistry.PROGRAM),
        "NOT TESTED against docker-registry, because it is not installed");
    registry = DockerRegistry.start(folder);
    addBase("library/eclipse-temurin:17-jre");
    addBase("library/node:22-slim");
    uploads =
        new ImageUploads(
            new ImageRepository(new RegistryAccount(registry.host(), this::digest)),
            events::add,
            new CancellationToken());
    project = new JavaProject(folder.resolve("p"), "com.acme:orders");
    project.dependency(
        "org.other:parser:2.0", JavaProject.jar(folder.resolve("parser.jar"), Map.of("p", "p")));
    project.source("com/acme/Main.java", program("hello"));
    JavaProject.write(
        project.directory().resolve("src/index.ts"),
        "import { hello } from './hello';\nconsole.log(hello('you'));\n");
    JavaProject.write(
        project.directory().resolve("src/hello.ts"),
        "export const hello = (who: string): string => `hello ${who}`;\n");
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void aJavaImageIsPulledByItsDigest() throws IOException {
    Built image = build(java());
    uploads.images(TARGET, List.of(image));

    try (RemoteRepository remote = RemoteRepository.toPull(address(), RegistryLogins.none())) {
      RemoteManifest manifest = remote.manifest(image.digest());

      assertThat(manifest.layers()).hasSize(3);
      assertThat(files(remote, manifest, 1)).contains("app/lib/parser-2.0.jar");
      assertThat(files(remote, manifest, 2)).contains("app/classes/com/acme/Main.class");
      assertThat(config(remote, manifest).path("config").path("Entrypoint"))
          .extracting(JsonNode::asText)
          .startsWith("java")
          .endsWith("com.acme.Main");
    }
  }

  @Test
  void aJavaScriptImageIsPulledByItsDigest() throws IOException {
    Built image = build(javaScript());
    uploads.images(TARGET, List.of(image));

    try (RemoteRepository remote = RemoteRepository.toPull(address(), RegistryLogins.none())) {
      RemoteManifest manifest = remote.manifest(image.digest());

      assertThat(manifest.layers()).hasSize(2);
      assertThat(files(remote, manifest, 1)).contains("app/index.js", "app/index.js.map");
      assertThat(config(remote, manifest).path("config").path("Entrypoint"))
          .extracting(JsonNode::asText)
          .containsExactly("node", "--enable-source-maps", "/app/index.js");
    }
  }

  @Test
  void onlyTheLayerThatChangedIsSent() throws IOException {
    uploads.images(TARGET, List.of(build(java())));
    events.clear();
    project.source("com/acme/Main.java", program("good evening"));
    Built changed = build(java());

    uploads.images(TARGET, List.of(changed));

    long classes = changed.blobs().get(2).size();
    long config = changed.blobs().get(3).size();
    assertThat(events)
        .filteredOn(Event.ArtifactUploaded.class::isInstance)
        .singleElement()
        .satisfies(
            event ->
                assertThat(((Event.ArtifactUploaded) event).sizeBytes())
                    .isEqualTo(classes + config));
  }

  @Test
  void anImageThatIsThereIsNotSent() throws IOException {
    Built image = build(java());
    uploads.images(TARGET, List.of(image));
    events.clear();

    uploads.images(TARGET, List.of(image));

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(((Event.ArtifactUploaded) event).alreadyThere()).isTrue());
  }

  // ---- what a test says in one word ----

  private static String program(String greeting) {
    return "package com.acme; public class Main { public static void main(String[] args) {"
        + " System.out.println(\""
        + greeting
        + "\"); } }";
  }

  private SourceImage java() {
    return spec("src/main/java/com/acme/Main.java", new Program.Java(0));
  }

  private SourceImage javaScript() {
    return spec("src/index.ts", new Program.JavaScript("22", JavaScriptOptions.defaults()));
  }

  private SourceImage spec(String entry, Program program) {
    return new SourceImage(
        "main-default",
        project.directory().resolve(entry),
        program,
        FileChoice.none(project.directory()),
        List.of(),
        "x86_64",
        null);
  }

  private Built build(SourceImage spec) {
    ImageArtifact built =
        new ImageBuilding(
                project.directory().resolve("target/images"),
                List.of(project.module()),
                module -> "Run: build " + module.id(),
                new JavaScriptPackager(
                    TestEsbuild.binary(), new Programs(Map.of()), folder.resolve("javascript")),
                new PythonPackager(new Programs(Map.of()), folder.resolve("python")),
                new ImageSettings(
                    Map.of("public.ecr.aws/docker/", registry.host() + "/"),
                    folder.resolve("cache"),
                    folder.resolve("lock.json"),
                    false,
                    RegistryLogins.none()),
                ImageLookup.nothing(),
                events::add,
                Runnable::run)
            .buildAll(List.of(spec))
            .get(0);
    return (Built) built;
  }

  private ImageAddress address() {
    return ImageAddress.parse(registry.host() + "/" + TARGET.imageRepository()).orElseThrow();
  }

  private Optional<String> digest(String repository, String tag) {
    ImageAddress address =
        ImageAddress.parse(registry.host() + "/" + repository + ":" + tag).orElseThrow();
    try (RemoteRepository remote = RemoteRepository.toPull(address, RegistryLogins.none())) {
      return Optional.of(remote.manifest(tag).digest());
    } catch (RegistryFailure missing) {
      assertThat(missing.reason()).isEqualTo(RegistryFailure.Reason.MISSING);
      return Optional.empty();
    }
  }

  private Set<String> files(RemoteRepository remote, RemoteManifest manifest, int layer)
      throws IOException {
    Path file = folder.resolve("pulled-layer");
    remote.download(manifest.layers().get(layer).digest(), file);
    Set<String> names = new TreeSet<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }

  private JsonNode config(RemoteRepository remote, RemoteManifest manifest) throws IOException {
    Path file = folder.resolve("pulled-config");
    remote.download(manifest.config(), file);
    return JSON.readTree(Files.readString(file));
  }

  /** A base image in OCI's form, for one processor. */
  private void addBase(String image) throws IOException {
    ImageAddress address = ImageAddress.parse(registry.host() + "/" + image).orElseThrow();
    Path layer = folder.resolve("base-layer");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(layer))) {
      out.write(new byte[1024]);
    }
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":"
            + "{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
            + "1".repeat(64)
            + "\"]}}";
    try (RemoteRepository remote = RemoteRepository.toPush(address, RegistryLogins.none())) {
      Sha256 sha256 = new Sha256();
      Files.copy(layer, sha256.over(OutputStream.nullOutputStream()));
      String layerDigest = "sha256:" + sha256.hex();
      String configDigest = "sha256:" + new Sha256().with(config);
      remote.upload(layerDigest, layer, sent -> {});
      remote.upload(
          configDigest, Files.writeString(folder.resolve("base-config"), config), sent -> {});
      var unused =
          remote.putManifest(
              """
              {"schemaVersion":2,"mediaType":"%s",\
              "config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":%d,"digest":"%s"},\
              "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","size":%d,"digest":"%s"}]}\
              """
                  .formatted(
                      MANIFEST, config.length(), configDigest, Files.size(layer), layerDigest),
              MANIFEST,
              address.qualifier());
    }
  }
}

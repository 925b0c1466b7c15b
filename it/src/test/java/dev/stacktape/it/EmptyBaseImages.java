package dev.stacktape.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.registry.ImageAddress;
import dev.stacktape.artifact.registry.RegistryLogins;
import dev.stacktape.artifact.registry.RemoteRepository;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.deploy.ImageRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Images without files in the account's own registry, in place of those that all start from. */
final class EmptyBaseImages {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final Map<String, List<String>> TAGS =
      Map.of(
          "eclipse-temurin", List.of("17-jre", "21-jre", "25-jre"),
          "node", List.of("20-slim", "22-slim", "24-slim"),
          "python", List.of("3.9-slim", "3.11-slim", "3.12-slim", "3.13-slim", "3.14-slim"));

  private EmptyBaseImages() {}

  /** Pushes them, and says what the beginning of each name is to be replaced by. */
  static Map<String, String> push(AwsClients aws, Path scratch) throws IOException {
    ImageRepository.SignedIn signedIn = new ImageRepository(aws.ecr()).signIn();
    RegistryLogins logins = registry -> Optional.of(signedIn.login());
    Files.createDirectories(scratch);
    Path layer = Files.write(scratch.resolve("layer"), emptyLayer());
    Path config =
        Files.writeString(
            scratch.resolve("config"),
            """
            {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/bin"]},\
            "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}\
            """
                .formatted(new Sha256().with(new String(new byte[1024], UTF_8))));
    for (Map.Entry<String, List<String>> image : TAGS.entrySet()) {
      String name = "base/" + image.getKey();
      aws.ecr().createRepository(create -> create.repositoryName(name));
      ImageAddress address = ImageAddress.parse(signedIn.host() + "/" + name + ":x").orElseThrow();
      try (RemoteRepository remote = RemoteRepository.toPush(address, logins)) {
        remote.upload(digest(layer), layer, sent -> {});
        remote.upload(digest(config), config, sent -> {});
        for (String tag : image.getValue()) {
          var unused = remote.putManifest(manifest(layer, config), MANIFEST, tag);
        }
      }
    }
    return Map.of("public.ecr.aws/docker/library/", signedIn.host() + "/base/");
  }

  /** The archive of no files: two blocks of zeros. */
  private static byte[] emptyLayer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static String manifest(Path layer, Path config) throws IOException {
    return """
    {"schemaVersion":2,"mediaType":"%s",\
    "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},\
    "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":%d,"digest":"%s"}]}\
    """
        .formatted(MANIFEST, Files.size(config), digest(config), Files.size(layer), digest(layer));
  }

  private static String digest(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    Files.copy(file, sha256.over(OutputStream.nullOutputStream()));
    return "sha256:" + sha256.hex();
  }
}

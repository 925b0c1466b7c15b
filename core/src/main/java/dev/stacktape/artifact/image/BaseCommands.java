package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.registry.RemoteManifest;
import dev.stacktape.artifact.registry.RemoteManifest.LayerReference;
import dev.stacktape.file.AtomicFile;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands that a config runs on the base image, such as the installation of a program. They are
 * the one thing of a source image that needs a tool for Dockerfiles; the program itself still goes
 * on top without.
 */
record BaseCommands(SourceImage spec, DockerTools tools, ImageStore store) {

  /** The base with the commands run on it, before they are. */
  Recipe.Prepared prepare(BaseImage base) throws IOException {
    List<String> lines = new ArrayList<>(List.of("FROM " + base.address(), "USER root"));
    spec.buildCommands().forEach(command -> lines.add("RUN " + command));
    String text = String.join("\n", lines) + "\n";
    Path folder = store.directory().resolve("commands").resolve(spec.name());
    Path dockerfile = folder.resolve("Dockerfile");
    AtomicFile.write(dockerfile, text);
    DockerfileImage image =
        new DockerfileImage(
            spec.name(), folder, dockerfile, Map.of(), spec.architecture(), spec.location());
    return new DockerfileRecipe(image, tools, store).prepare(new Problems());
  }

  /** The base after the commands, kept from an earlier run or made now. */
  BaseImage run(Recipe.Prepared prepared) throws IOException {
    StoredImage image = keptOrBuilt(prepared);
    RemoteManifest manifest = RemoteManifest.read(image.manifest(), image.digest());
    return new BaseImage(
        "", image.mediaType(), manifest.layers(), Files.readString(store.blob(manifest.config())));
  }

  private StoredImage keptOrBuilt(Recipe.Prepared prepared) throws IOException {
    Optional<StoredImage> kept = store.image(prepared.contentDigest());
    if (kept.isPresent()) {
      return kept.get();
    }
    StoredImage built = prepared.build();
    store.keep(prepared.contentDigest(), built);
    return built;
  }

  /** The layers of such a base, which lie in the store. */
  static List<LayerReference> layers(BaseImage base) {
    return base.address().isEmpty() ? base.layers() : List.of();
  }
}

package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ImageSpec.DockerfileImage;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A user's Dockerfile, built by a tool of this machine. */
record DockerfileRecipe(DockerfileImage spec, DockerTools tools, ImageStore store)
    implements Recipe {

  @Override
  public Prepared prepare(Problems problems) throws IOException {
    return new Ready(this, new DockerContext(spec).digest());
  }

  private record Ready(DockerfileRecipe recipe, String contentDigest) implements Prepared {
    @Override
    public StoredImage build() throws IOException {
      ImageStore store = recipe.store();
      Files.createDirectories(store.directory());
      Path archive = Files.createTempFile(store.directory(), "built", ".tar");
      // Some tools do not write over a file.
      Files.delete(archive);
      try {
        recipe.tools().build(recipe.spec(), archive);
        return new ImageArchive(store, recipe.spec().architecture()).take(archive);
      } finally {
        Files.deleteIfExists(archive);
      }
    }
  }
}

package dev.stacktape.starter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A website of files in the project.
 *
 * @param folder where the files are, or will be once they are built
 * @param builtIn the folder of its {@code package.json}, null where nothing has to be built
 */
record Website(Path folder, @Nullable Path builtIn) {
  private static final List<String> PACKAGES =
      List.of("", "frontend", "web", "website", "ui", "client", "app", "src/main/frontend");
  private static final List<String> FILES =
      List.of("public", "site", "website", "web", "static", "src/main/webapp");
  private static final String SPRING_FILES = "src/main/resources/static";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The first one that is found.
   *
   * @param isServed whether the project itself serves the files among its resources
   */
  static Optional<Website> in(Path directory, boolean isServed) {
    Optional<Website> built =
        PACKAGES.stream()
            .map(directory::resolve)
            .flatMap(folder -> built(folder).stream())
            .findFirst();
    return built.or(
        () ->
            Stream.concat(FILES.stream(), isServed ? Stream.of() : Stream.of(SPRING_FILES))
                .map(directory::resolve)
                .filter(folder -> Files.isRegularFile(folder.resolve("index.html")))
                .map(folder -> new Website(folder, null))
                .findFirst());
  }

  private static Optional<Website> built(Path folder) {
    Path file = folder.resolve("package.json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (root.path("scripts").path("build").isMissingNode()) {
        return Optional.empty();
      }
      if (needs(root, "vite")) {
        return Optional.of(new Website(folder.resolve("dist"), folder));
      }
      return needs(root, "react-scripts")
          ? Optional.of(new Website(folder.resolve("build"), folder))
          : Optional.empty();
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean needs(JsonNode root, String dependency) {
    return root.path("dependencies").has(dependency)
        || root.path("devDependencies").has(dependency);
  }
}

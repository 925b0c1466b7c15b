package dev.stacktape.artifact.image;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which digest a tag meant when it was first asked for: a small JSON file that is meant to be
 * checked in. Deleting a line, or the file, takes the image as it is today.
 */
final class BaseImageLock {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path file;

  BaseImageLock(Path file) {
    this.file = file;
  }

  synchronized Optional<String> digest(String image) throws IOException {
    return Optional.ofNullable(read().get(image));
  }

  synchronized void remember(String image, String digest) throws IOException {
    Map<String, String> all = read();
    if (!digest.equals(all.put(image, digest))) {
      AtomicFile.write(file, JSON.writeValueAsString(all) + "\n");
    }
  }

  private Map<String, String> read() throws IOException {
    return Files.isRegularFile(file)
        ? JSON.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, String>>() {})
        : new TreeMap<>();
  }
}

package dev.stacktape.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents of one service in one folder, one file per document. A document is replaced as a
 * whole, so that a process that is killed leaves either the old one or the new one, never half of
 * one. Values are records of plain data; times are written as epoch milliseconds.
 *
 * <p>A document that cannot be read is kept aside as {@code <name>.json.corrupt} and reported as
 * problem {@code LOCAL_STATE_CORRUPT}; nothing is guessed from it.
 */
public final class StateStore {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // A folder may have been written by a newer version.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final String SUFFIX = ".json";

  @FunctionalInterface
  private interface Decoder<T> {
    T decode(byte[] json) throws IOException;
  }

  private final Path folder;

  /** Documents in a folder, which is made with the first document. */
  public StateStore(Path folder) {
    this.folder = folder;
  }

  /** Reads a document, or null when there is none of that name. */
  public <T> @Nullable T read(String name, Class<T> type) {
    return decode(name, json -> JSON.readValue(json, type));
  }

  /** Reads a document of a generic type, or null when there is none of that name. */
  public <T> @Nullable T read(String name, TypeReference<T> type) {
    return decode(name, json -> JSON.readValue(json, type));
  }

  private <T> @Nullable T decode(String name, Decoder<T> decoder) {
    Path file = file(name);
    try {
      return decoder.decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return null;
    } catch (JsonProcessingException e) {
      throw corrupt(file, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a document; when this returns, a killed process will find it again. */
  public void write(String name, Object value) {
    try {
      replace(file(name), JSON.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a document; quiet when there is none. */
  public void delete(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all documents, sorted. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = new ArrayList<>();
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8))
          .sorted()
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a file as a whole: written beside it, then renamed over it. */
  public static void replace(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("No folder for " + file);
    }
    Files.createDirectories(folder);
    Path written = Files.createTempFile(folder, ".new-", ".tmp");
    try {
      Files.write(written, content);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** Names may hold characters that a file system refuses, such as the slashes of log groups. */
  private Path file(String name) {
    String safe = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
    return folder.resolve(safe + SUFFIX);
  }

  private static StacktapeException corrupt(Path file, JsonProcessingException cause) {
    Path aside = file.resolveSibling(file.getFileName() + ".corrupt");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      cause.addSuppressed(e);
      aside = file;
    }
    Problem problem =
        LocalCode.LOCAL_STATE_CORRUPT
            .error(
                "The state of the embedded AWS in "
                    + file
                    + " is not readable: "
                    + cause.getOriginalMessage())
            .hint(
                "It was kept as "
                    + aside
                    + ". Delete the state folder to begin with an empty account, or mend the file "
                    + "and put it back.");
    return new StacktapeException(problem, cause);
  }
}

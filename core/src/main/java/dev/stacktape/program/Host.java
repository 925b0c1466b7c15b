package dev.stacktape.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roastedroot.quickjs4j.core.Builtins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What a program in the sandbox can ask for: some files, its input, and to hand over a result. */
final class Host {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_FILE = 5_000_000;
  private static final int MAX_PRINTED = 100_000;

  private final ProjectFolder folder;
  private final Map<String, Object> settings;
  private final List<String> printed = new ArrayList<>();
  private int printedLength;
  private String input = "[]";
  private @Nullable String result;
  private @Nullable ProgramFailure failure;
  private volatile int lastTick;

  Host(ProjectFolder folder, Map<String, Object> settings) {
    this.folder = folder;
    this.settings = Map.copyOf(settings);
  }

  Builtins functions() {
    return Builtins.builder("host")
        .addVoidToString("settings", () -> json(settings))
        .addVoidToString("input", () -> input)
        .addStringToVoid("result", value -> result = value)
        .addStringToVoid("failed", this::failed)
        .addStringToVoid("print", this::print)
        .addStringToVoid("tick", this::tick)
        .addStringToString("read", this::read)
        .addStringToString("kind", this::kind)
        .addStringToString("list", this::list)
        .addStringToString("digest", Host::digest)
        .addVoidToString("intl", () -> Sandboxes.text("intl.js"))
        .addStringToString("number", Host::number)
        .addStringToString("offset", Host::offset)
        .build();
  }

  // ---- from and to the engine ----

  void input(List<?> arguments) {
    input = json(arguments);
    result = null;
    failure = null;
  }

  /** The result as JSON, null when none was handed over. */
  @Nullable String result() {
    return result;
  }

  @Nullable ProgramFailure failure() {
    return failure;
  }

  /** What the program wrote to its console, one text for each call. */
  List<String> printed() {
    return List.copyOf(printed);
  }

  /** The last line that an instrumented program came by; 0 before the first. */
  int lastTick() {
    return lastTick;
  }

  /** What still runs after a failure has no part in it. */
  private void tick(String line) {
    if (failure == null) {
      lastTick = Integer.parseInt(line);
    }
  }

  private void failed(String json) {
    if (failure != null) {
      return;
    }
    try {
      JsonNode said = JSON.readTree(json);
      List<String> path = null;
      if (said.path("path").isArray()) {
        path = new ArrayList<>();
        for (JsonNode step : said.path("path")) {
          path.add(step.asText());
        }
      }
      String stack = said.path("at").asText("");
      failure =
          Failures.of(
              said.path("kind").asText().equals("lost"),
              said.path("name").asText(),
              said.path("message").asText(),
              stack.isEmpty() ? said.path("stack").asText() : stack,
              path);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The prelude reports in JSON", e);
    }
  }

  private void print(String text) {
    printedLength += text.length();
    if (printedLength < MAX_PRINTED) {
      printed.add(text);
    }
  }

  // ---- files ----

  private String read(String path) {
    Path file = path(path);
    if (file == null) {
      return denied("open");
    }
    try {
      if (Files.size(file) > MAX_FILE) {
        return error("EFBIG", "EFBIG: file too large, open");
      }
      return value(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Files.exists(file)
          ? error("EIO", "EIO: not readable as text in UTF-8, open")
          : error("ENOENT", "ENOENT: no such file or directory, open");
    }
  }

  private String kind(String path) {
    Path file = path(path);
    return value(
        file == null || !Files.exists(file) ? "none" : Files.isDirectory(file) ? "folder" : "file");
  }

  private String list(String path) {
    Path file = path(path);
    if (file == null) {
      return denied("scandir");
    }
    try (Stream<Path> entries = Files.list(file)) {
      return value(
          entries
              .sorted()
              .map(
                  entry ->
                      Map.of(
                          "name",
                          String.valueOf(entry.getFileName()),
                          "folder",
                          Files.isDirectory(entry)))
              .toList());
    } catch (IOException e) {
      return error("ENOENT", "ENOENT: no such file or directory, scandir");
    }
  }

  private @Nullable Path path(String text) {
    try {
      Path path = Path.of(text);
      return folder.contains(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String denied(String call) {
    return error("EACCES", "EACCES: outside of the project folder, " + call);
  }

  // ---- hashes ----

  private static String digest(String json) {
    try {
      JsonNode wanted = asked(json);
      String name = wanted.path("algorithm").asText().toUpperCase(Locale.ROOT).replace("-", "");
      byte[] bytes = Base64.getDecoder().decode(wanted.path("bytes").asText());
      byte[] hash =
          wanted.path("key").isTextual()
              ? keyed("Hmac" + name, Base64.getDecoder().decode(wanted.path("key").asText()), bytes)
              : MessageDigest.getInstance(name.replaceFirst("^SHA(?=\\d)", "SHA-")).digest(bytes);
      return value(Base64.getEncoder().encodeToString(hash));
    } catch (GeneralSecurityException e) {
      return error("ERR", "a hash of this kind is not there for a config");
    }
  }

  private static byte[] keyed(String algorithm, byte[] key, byte[] bytes)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    // The JDK refuses an empty key, which is the same as one of zeros.
    mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
    return mac.doFinal(bytes);
  }

  // ---- ways of countries ----

  private static String number(String json) {
    try {
      return value(Locales.number(asked(json)));
    } catch (Locales.Unknown e) {
      return error("ERR", e.what());
    }
  }

  private static String offset(String json) {
    try {
      return value(Locales.offset(asked(json)));
    } catch (Locales.Unknown e) {
      return error("ERR", e.what());
    }
  }

  private static JsonNode asked(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The prelude asks in JSON", e);
    }
  }

  private static String value(Object value) {
    return json(Map.of("value", value));
  }

  private static String error(String code, String message) {
    return json(Map.of("code", code, "error", message));
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Plain values that are no JSON", e);
    }
  }
}

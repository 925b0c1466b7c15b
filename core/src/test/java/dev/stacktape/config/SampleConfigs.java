package dev.stacktape.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Configs that tests make as values: written as JSON, and read as a config. */
final class SampleConfigs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleConfigs() {}

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String write(Object config) {
    try {
      return JSON.writeValueAsString(config);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Null, or the config as far as it could be read, with what is said of it among the problems. */
  static @Nullable Config load(String json, Problems problems) {
    return ConfigLoader.loadWhatIsThere(
        new ConfigSource("c.json", Path.of("").toAbsolutePath(), json),
        LoadContext.of("shop", "dev", "eu-west-1"),
        ResourceCatalog.records(),
        problems);
  }
}

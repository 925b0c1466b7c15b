package dev.stacktape.config;

import dev.stacktape.program.Programs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the programs that a config is or names are run.
 *
 * @param parameters what the config's function is called with: {@code projectName}, {@code stage},
 *     {@code region}, {@code cliArgs}, {@code command}, {@code awsProfile} and {@code user}, as
 *     plain values
 */
public record ConfigPrograms(Programs programs, Map<String, Object> parameters) {
  public ConfigPrograms {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}

package dev.stacktape.config;

import dev.stacktape.program.CompiledModule;
import dev.stacktape.program.Programs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the programs that a config is or names are run.
 *
 * @param parameters what the config's function is called with: {@code projectName}, {@code stage},
 *     {@code region}, {@code cliArgs}, {@code command}, {@code awsProfile} and {@code user}, as
 *     plain values
 * @param modules where the classes of directives in Java are
 * @param confined whether all that the config names has to lie in the folder of the programs, and
 *     none runs outside of the sandbox
 */
public record ConfigPrograms(
    Programs programs,
    Map<String, Object> parameters,
    List<CompiledModule> modules,
    boolean confined) {
  public ConfigPrograms {
    modules = List.copyOf(modules);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}

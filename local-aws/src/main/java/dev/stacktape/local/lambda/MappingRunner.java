package dev.stacktape.local.lambda;

/** Takes events from the sources of mappings and calls their functions. */
public interface MappingRunner {
  /** Begins with a mapping, or goes on with changed settings. */
  void run(Mapping mapping);

  /** Ends a mapping; quiet when it does not run. */
  void end(String uuid);
}

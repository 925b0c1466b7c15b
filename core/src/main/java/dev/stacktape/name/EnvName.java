package dev.stacktape.name;

/** Names of the environment variables that a workload gets for what it is connected to. */
public final class EnvName {
  private EnvName() {}

  /** {@code mainDatabase} and {@code connectionString}: {@code STP_MAIN_DATABASE_...}. */
  public static String of(String resourceName, String param) {
    return Words.upperSnake("STP_" + resourceName.replace('.', '_') + "_" + param);
  }
}

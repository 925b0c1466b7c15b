package dev.stacktape.local.cloudformation.record;

import dev.stacktape.local.cloudformation.document.ParameterStore;
import dev.stacktape.local.cloudformation.stack.Journal;
import org.jspecify.annotations.Nullable;

/**
 * The values behind dynamic references in a region: what was put here, else what stacks have made
 * as {@code AWS::SSM::Parameter} and {@code AWS::SecretsManager::Secret}.
 */
public final class StoredValues implements ParameterStore {
  private static final String PLAIN = "String";

  private final Journal journal;
  private final String folder;
  private final Records records;

  private record Value(String name, String value, @Nullable String type) {}

  /** The values of a region. */
  public StoredValues(Journal journal, String region, Records records) {
    this.journal = journal;
    this.folder = region + "/values";
    this.records = records;
  }

  /** Keeps an SSM parameter that belongs to no stack. */
  public void putParameter(String name, String value) {
    putParameter(name, value, PLAIN);
  }

  /**
   * Keeps an SSM parameter that belongs to no stack.
   *
   * @param type such as {@code SecureString}
   */
  public void putParameter(String name, String value, String type) {
    journal.write(folder, "ssm " + name, new Value(name, value, type));
  }

  /** The type of a parameter, {@code String} where it is not known. */
  public String parameterType(String name) {
    Value stored = journal.read(folder, "ssm " + name, Value.class);
    return stored == null || stored.type() == null ? PLAIN : stored.type();
  }

  /** Keeps a secret that belongs to no stack. */
  public void putSecret(String name, String value) {
    journal.write(folder, "secret " + name, new Value(name, value, null));
  }

  @Override
  public @Nullable String parameter(String name) {
    Value stored = journal.read(folder, "ssm " + name, Value.class);
    return stored == null ? records.parameter(name) : stored.value();
  }

  /** The value of a secret by its name or ARN, or null when there is none. */
  public @Nullable String secret(String nameOrArn) {
    Value stored = journal.read(folder, "secret " + nameOrArn, Value.class);
    return stored == null ? records.secret(nameOrArn) : stored.value();
  }
}

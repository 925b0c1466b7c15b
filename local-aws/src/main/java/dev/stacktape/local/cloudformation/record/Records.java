package dev.stacktape.local.cloudformation.record;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.cloudformation.document.ParameterStore;
import dev.stacktape.local.cloudformation.stack.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All records of a region. They outlive their stack when they are retained, and a name that is
 * taken stays taken.
 */
public final class Records implements ParameterStore {
  private final Journal journal;
  private final String folder;
  private final Map<String, KnownResource> byKey = new LinkedHashMap<>();

  private Records(Journal journal, String folder) {
    this.journal = journal;
    this.folder = folder;
  }

  /** Reads the records of a region. */
  public static Records load(Journal journal, String region) {
    Records records = new Records(journal, region + "/records");
    for (String name : journal.names(records.folder)) {
      KnownResource record = journal.read(records.folder, name, KnownResource.class);
      if (record != null) {
        records.byKey.put(name, record);
      }
    }
    return records;
  }

  /**
   * Adds a record; the same attempt again gives what it gave the first time.
   *
   * @throws AwsError {@code AlreadyExists} when the name is taken
   */
  synchronized KnownResource add(KnownResource record) {
    for (KnownResource other : byKey.values()) {
      if (other.type().equals(record.type()) && isSame(other, record)) {
        if (other.token().equals(record.token())) {
          return other;
        }
        throw taken(other, record);
      }
    }
    keep(record);
    return record;
  }

  /** Changes a record. */
  synchronized void keep(KnownResource record) {
    String key = key(record.type(), record.physicalId());
    journal.write(folder, key, record);
    byKey.put(key, record);
  }

  /** All records of a type, in the order in which they were made. */
  public synchronized List<KnownResource> of(String type) {
    return byKey.values().stream().filter(record -> record.type().equals(type)).toList();
  }

  /** Removes a record; quiet when there is none. */
  synchronized void remove(String type, String physicalId) {
    String key = key(type, physicalId);
    if (byKey.containsKey(key)) {
      journal.delete(folder, key);
      byKey.remove(key);
    }
  }

  /**
   * The number of a version whose siblings have the same ARN in front of it: the next one, or that
   * of the same attempt before.
   */
  synchronized String revision(String type, String stem, String token) {
    int last = 0;
    for (KnownResource other : byKey.values()) {
      if (other.type().equals(type) && other.physicalId().startsWith(stem)) {
        String number = other.physicalId().substring(stem.length());
        if (other.token().equals(token)) {
          return number;
        }
        last = Math.max(last, Integer.parseInt(number));
      }
    }
    return String.valueOf(last + 1);
  }

  synchronized @Nullable KnownResource find(String type, String physicalId) {
    return byKey.get(key(type, physicalId));
  }

  @Override
  public synchronized @Nullable String parameter(String name) {
    KnownResource record = find("AWS::SSM::Parameter", name);
    return record == null ? null : record.secret();
  }

  /** The value of a secret by its name or ARN, or null when there is none. */
  public synchronized @Nullable String secret(String nameOrArn) {
    return byKey.values().stream()
        .filter(record -> record.type().equals("AWS::SecretsManager::Secret"))
        .filter(
            record ->
                record.physicalId().equals(nameOrArn) || nameOrArn.equals(nameOfSecret(record)))
        .map(KnownResource::secret)
        .findFirst()
        .orElse(null);
  }

  /** The name in a secret's ARN, without the six letters that AWS adds. */
  private static String nameOfSecret(KnownResource record) {
    String arn = record.physicalId();
    String name = arn.substring(arn.lastIndexOf(":secret:") + ":secret:".length());
    return name.substring(0, Math.max(0, name.length() - 7));
  }

  private static boolean isSame(KnownResource one, KnownResource other) {
    return one.physicalId().equals(other.physicalId())
        || (one.name() != null && one.name().equals(other.name()));
  }

  private static AwsError taken(KnownResource other, KnownResource record) {
    String name = record.name() == null ? record.physicalId() : record.name();
    return new AwsError(400, "AlreadyExists", name + " already exists in stack " + other.stackId());
  }

  private static String key(String type, String physicalId) {
    // A file name must stay short, whatever ARNs there are.
    return type + " " + new RandomNames(type + "|" + physicalId).hex("key", 32);
  }
}

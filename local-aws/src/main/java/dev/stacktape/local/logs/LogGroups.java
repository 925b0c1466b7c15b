package dev.stacktape.local.logs;

import dev.stacktape.file.Folders;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All groups of the account, one folder each. A name is one group, whatever the region. */
final class LogGroups {
  private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final String DEFAULT_REGION = "us-east-1";

  private final LocalContext context;
  private final Path folder;
  private final Map<String, LogGroup> groups = new TreeMap<>();

  LogGroups(LocalContext context) {
    this.context = context;
    this.folder = context.folder("logs");
    load();
  }

  private void load() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path one : folders.toList()) {
        LogGroup group = LogGroup.load(one);
        if (group == null) {
          // Its deletion was cut short.
          Folders.delete(one);
        } else {
          groups.put(group.description().name(), group);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized List<LogGroup> all() {
    return List.copyOf(groups.values());
  }

  synchronized @Nullable LogGroup find(String name) {
    return groups.get(name);
  }

  /**
   * A group by its name or ARN.
   *
   * @throws AwsError {@code ResourceNotFoundException}
   */
  LogGroup get(String nameOrArn) {
    LogGroup group = find(name(nameOrArn));
    if (group == null) {
      throw LogErrors.noSuchGroup();
    }
    return group;
  }

  private static String name(String nameOrArn) {
    String mark = ":log-group:";
    int at = nameOrArn.indexOf(mark);
    String name = at < 0 ? nameOrArn : nameOrArn.substring(at + mark.length());
    return name.endsWith(":*") ? name.substring(0, name.length() - 2) : name;
  }

  /**
   * Makes a group.
   *
   * @param token of the CloudFormation operation that asks for it, or null
   * @throws AwsError {@code ResourceAlreadyExistsException} or {@code InvalidParameterException}
   */
  synchronized LogGroup create(
      String name, String region, Map<String, String> tags, @Nullable String token) {
    if (!NAME.matcher(name).matches()) {
      throw LogErrors.invalid(
          "1 validation error detected: Value '"
              + name
              + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: [\\.\\-_/#A-Za-z0-9]+");
    }
    if (groups.containsKey(name)) {
      throw LogErrors.exists("The specified log group already exists");
    }
    LogGroup.Description description =
        new LogGroup.Description(name, region, context.clock().millis(), null, tags, token);
    // Not named for the group: its name may be too long for a file system.
    LogGroup group = LogGroup.create(folder.resolve(UUID.randomUUID().toString()), description);
    groups.put(name, group);
    return group;
  }

  /** A group by its name, made when it is missing. */
  synchronized LogGroup groupOrNew(String name) {
    LogGroup group = groups.get(name);
    return group == null ? create(name, DEFAULT_REGION, Map.of(), null) : group;
  }

  synchronized void delete(String name) {
    LogGroup group = get(name);
    groups.remove(name);
    group.delete();
  }

  /** Without the {@code :*} that stands for its streams. */
  String arn(LogGroup group) {
    LogGroup.Description of = group.description();
    return "arn:aws:logs:" + of.region() + ":" + context.account() + ":log-group:" + of.name();
  }
}

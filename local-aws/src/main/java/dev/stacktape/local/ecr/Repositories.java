package dev.stacktape.local.ecr;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.ecr.RepositoryRecord.ImageRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All repositories of all regions. Thread-safe; every change is on disk when it returns. */
final class Repositories {
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-]+[a-z0-9]+)*");

  private final LocalContext context;
  private final StateStore store;

  Repositories(LocalContext context) {
    this.context = context;
    this.store = new StateStore(context.folder("ecr").resolve("repositories"));
  }

  /** What a new repository is like. */
  record Settings(String mutability, boolean scanOnPush, Map<String, String> tags) {}

  synchronized RepositoryRecord create(
      String region, String name, Settings settings, @Nullable String token) {
    if (name.length() < 2 || name.length() > 256 || !NAME.matcher(name).matches()) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy"
              + " regular expression '"
              + NAME
              + "''");
    }
    if (find(region, name) != null) {
      throw new AwsError(
          400,
          "RepositoryAlreadyExistsException",
          "The repository with name '%s' already exists in the registry with id '%s'"
              .formatted(name, context.account()));
    }
    RepositoryRecord made =
        new RepositoryRecord(
            region,
            name,
            context.clock().millis(),
            settings.mutability(),
            settings.scanOnPush(),
            settings.tags(),
            null,
            null,
            token,
            Set.of(),
            Map.of(),
            Map.of());
    write(made);
    return made;
  }

  synchronized @Nullable RepositoryRecord find(String region, String name) {
    return store.read(key(region, name), RepositoryRecord.class);
  }

  /** The repository, or ECR's error when there is none. */
  RepositoryRecord get(String region, String name) {
    RepositoryRecord found = find(region, name);
    if (found == null) {
      throw new AwsError(
          400,
          "RepositoryNotFoundException",
          "The repository with name '%s' does not exist in the registry with id '%s'"
              .formatted(name, context.account()));
    }
    return found;
  }

  /** Those of a region, by name. */
  synchronized List<RepositoryRecord> in(String region) {
    return store.names().stream()
        .filter(key -> key.startsWith(region + "/"))
        .map(key -> store.read(key, RepositoryRecord.class))
        .filter(record -> record != null)
        .toList();
  }

  /** Changes a repository, and says what it is then. */
  synchronized RepositoryRecord change(
      String region, String name, UnaryOperator<RepositoryRecord> change) {
    RepositoryRecord changed = change.apply(get(region, name));
    write(changed);
    return changed;
  }

  synchronized RepositoryRecord delete(String region, String name, boolean force) {
    RepositoryRecord found = get(region, name);
    if (!force && !found.images().isEmpty()) {
      throw new AwsError(
          400,
          "RepositoryNotEmptyException",
          "The repository with name '%s' in registry with id '%s' cannot be deleted because it still contains images"
              .formatted(name, context.account()));
    }
    store.delete(key(region, name));
    return found;
  }

  /** Adds an image; a tag that must not move does not. */
  synchronized void put(String region, String name, ImageRecord image, @Nullable String tag) {
    RepositoryRecord repository = get(region, name);
    if (tag != null && repository.isImmutable() && repository.tagged().containsKey(tag)) {
      throw new AwsError(
          400,
          "ImageTagAlreadyExistsException",
          "The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the tag is immutable."
              .formatted(tag, name));
    }
    write(repository.withImage(image, tag));
  }

  String arn(RepositoryRecord repository) {
    return "arn:aws:ecr:%s:%s:repository/%s"
        .formatted(repository.region(), context.account(), repository.name());
  }

  /** Where images are pushed to: on this endpoint, whatever the region. */
  String uri(RepositoryRecord repository) {
    return context.endpoint().get().replaceFirst("^https?://", "") + "/" + repository.name();
  }

  private void write(RepositoryRecord repository) {
    store.write(key(repository.region(), repository.name()), repository);
  }

  private static String key(String region, String name) {
    return region + "/" + name;
  }
}

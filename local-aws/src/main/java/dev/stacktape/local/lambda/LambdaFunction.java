package dev.stacktape.local.lambda;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A function with all that hangs on it. Nested structures are kept by the names of the API.
 *
 * @param versions published ones, oldest first
 * @param aliases by name
 * @param policies statements by qualifier; the function's own stand under an empty one
 * @param urls function URL configurations by qualifier
 * @param asyncConfigs event invoke configurations by qualifier
 * @param reserved reserved concurrency, or null
 * @param token of the CloudFormation request that made it; empty otherwise
 */
record LambdaFunction(
    String region,
    String name,
    FunctionVersion latest,
    List<FunctionVersion> versions,
    int nextVersion,
    Map<String, Map<String, Object>> aliases,
    Map<String, List<Map<String, Object>>> policies,
    Map<String, String> tags,
    Map<String, Map<String, Object>> urls,
    Map<String, Map<String, Object>> asyncConfigs,
    @Nullable Integer reserved,
    String token) {

  static LambdaFunction of(FunctionVersion latest, Map<String, String> tags, String token) {
    return new LambdaFunction(
        latest.region(),
        latest.name(),
        latest,
        List.of(),
        1,
        Map.of(),
        Map.of(),
        tags,
        Map.of(),
        Map.of(),
        null,
        token);
  }

  @JsonIgnore
  String key() {
    return key(region, name);
  }

  static String key(String region, String name) {
    return region + "/" + name;
  }

  /** A version by number or {@code $LATEST}, or null. */
  @Nullable FunctionVersion version(String number) {
    if (number.equals(FunctionVersion.LATEST)) {
      return latest;
    }
    return versions.stream()
        .filter(version -> version.version().equals(number))
        .findFirst()
        .orElse(null);
  }

  LambdaFunction withLatest(FunctionVersion changed) {
    return copy(
        changed, versions, nextVersion, aliases, policies, tags, urls, asyncConfigs, reserved);
  }

  LambdaFunction withVersion(FunctionVersion published) {
    List<FunctionVersion> more = new ArrayList<>(versions);
    more.add(published);
    return copy(
        latest, more, nextVersion + 1, aliases, policies, tags, urls, asyncConfigs, reserved);
  }

  LambdaFunction withoutVersion(String number) {
    List<FunctionVersion> fewer =
        versions.stream().filter(version -> !version.version().equals(number)).toList();
    return copy(latest, fewer, nextVersion, aliases, policies, tags, urls, asyncConfigs, reserved);
  }

  LambdaFunction withAlias(String alias, @Nullable Map<String, Object> config) {
    Map<String, Map<String, Object>> changed = changed(aliases, alias, config);
    return copy(
        latest, versions, nextVersion, changed, policies, tags, urls, asyncConfigs, reserved);
  }

  LambdaFunction withPolicy(String qualifier, List<Map<String, Object>> statements) {
    Map<String, List<Map<String, Object>>> changed =
        changed(policies, qualifier, statements.isEmpty() ? null : statements);
    return copy(
        latest, versions, nextVersion, aliases, changed, tags, urls, asyncConfigs, reserved);
  }

  LambdaFunction withTags(Map<String, String> changed) {
    return copy(
        latest, versions, nextVersion, aliases, policies, changed, urls, asyncConfigs, reserved);
  }

  LambdaFunction withUrl(String qualifier, @Nullable Map<String, Object> config) {
    Map<String, Map<String, Object>> changed = changed(urls, qualifier, config);
    return copy(
        latest, versions, nextVersion, aliases, policies, tags, changed, asyncConfigs, reserved);
  }

  LambdaFunction withAsyncConfig(String qualifier, @Nullable Map<String, Object> config) {
    Map<String, Map<String, Object>> changed = changed(asyncConfigs, qualifier, config);
    return copy(latest, versions, nextVersion, aliases, policies, tags, urls, changed, reserved);
  }

  LambdaFunction withReserved(@Nullable Integer concurrency) {
    return copy(
        latest, versions, nextVersion, aliases, policies, tags, urls, asyncConfigs, concurrency);
  }

  private static <V> Map<String, V> changed(Map<String, V> map, String key, @Nullable V value) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, Objects.requireNonNull(value));
    }
    return changed;
  }

  private LambdaFunction copy(
      FunctionVersion newLatest,
      List<FunctionVersion> newVersions,
      int newNextVersion,
      Map<String, Map<String, Object>> newAliases,
      Map<String, List<Map<String, Object>>> newPolicies,
      Map<String, String> newTags,
      Map<String, Map<String, Object>> newUrls,
      Map<String, Map<String, Object>> newAsyncConfigs,
      @Nullable Integer newReserved) {
    return new LambdaFunction(
        region,
        name,
        newLatest,
        newVersions,
        newNextVersion,
        newAliases,
        newPolicies,
        newTags,
        newUrls,
        newAsyncConfigs,
        newReserved,
        token);
  }
}

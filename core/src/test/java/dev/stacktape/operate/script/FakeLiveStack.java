package dev.stacktape.operate.script;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A stack with what a test puts into it. */
final class FakeLiveStack implements LiveStack {
  final Map<String, String> physicalIds = new HashMap<>();
  final Map<String, String> attributes = new HashMap<>();
  final Map<String, String> exports = new HashMap<>();
  final Map<String, String> secrets = new HashMap<>();
  final Map<String, Parameter> parameters = new HashMap<>();

  @Override
  public Optional<String> physicalId(String logicalId) {
    return Optional.ofNullable(physicalIds.get(logicalId));
  }

  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    return Optional.ofNullable(attributes.get(logicalId + "." + attribute));
  }

  @Override
  public Optional<String> pseudoParameter(String name) {
    return Optional.ofNullable(
        Map.of("Region", "eu-west-1", "AccountId", "123456789012").get(name));
  }

  @Override
  public Optional<String> exported(String name) {
    return Optional.ofNullable(exports.get(name));
  }

  @Override
  public Optional<String> secret(String id, String stage, String version) {
    return Optional.ofNullable(
        secrets.get(
            id + (stage.isEmpty() ? "" : "@" + stage) + (version.isEmpty() ? "" : "#" + version)));
  }

  @Override
  public Optional<Parameter> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  @Override
  public Map<String, String> credentials(String role, String session) {
    Map<String, String> credentials = new LinkedHashMap<>();
    credentials.put("AWS_ACCESS_KEY_ID", "key of " + role);
    credentials.put("AWS_SECRET_ACCESS_KEY", "secret-of-" + session);
    credentials.put("AWS_SESSION_TOKEN", "token-of-" + session);
    return credentials;
  }
}

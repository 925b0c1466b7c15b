package dev.stacktape.operate.script;

import java.util.Map;
import java.util.Optional;

/** What a script can ask of the deployed stack and of the account that it is in. */
public interface LiveStack {
  /** AWS's id for a resource, by its logical id. */
  Optional<String> physicalId(String logicalId);

  /** An attribute of a resource, as far as the stack tells it. */
  Optional<String> attribute(String logicalId, String attribute);

  /** What {@code AWS::Region} and its like are, by name without {@code AWS::}. */
  Optional<String> pseudoParameter(String name);

  /** The value that another stack exports under a name. */
  Optional<String> exported(String name);

  /**
   * A secret as text.
   *
   * @param id name or ARN
   * @param stage such as {@code AWSCURRENT}; empty for that one
   * @param version empty for the one of the stage
   */
  Optional<String> secret(String id, String stage, String version);

  /** A parameter of the SSM parameter store, {@code name} or {@code name:version}. */
  Optional<Parameter> parameter(String name);

  /**
   * Credentials of a role, as the variables of a process.
   *
   * @param role the name of the role
   * @param session what AWS's records call it
   */
  Map<String, String> credentials(String role, String session);

  /** A parameter; {@code secret} when it is kept encrypted. */
  record Parameter(String value, boolean secret) {}
}

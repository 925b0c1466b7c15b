package dev.stacktape.resource;

import dev.stacktape.resource.iam.Statement;
import java.util.List;
import java.util.Map;

/**
 * What a workload gets that is connected to a resource.
 *
 * @param statements what its role is allowed
 * @param params what its environment tells it, by the name of the parameter
 * @param reach what the network must allow
 * @param secrets those of the params that hold a password, by the name of the parameter
 */
public record Access(
    List<Statement> statements,
    Map<String, Object> params,
    Reach reach,
    Map<String, SecretText> secrets) {

  /** To something without passwords. */
  public Access(List<Statement> statements, Map<String, Object> params, Reach reach) {
    this(statements, params, reach, Map.of());
  }

  /** To something that is reached from anywhere. */
  public Access(List<Statement> statements, Map<String, Object> params) {
    this(statements, params, Reach.ANYWHERE);
  }
}

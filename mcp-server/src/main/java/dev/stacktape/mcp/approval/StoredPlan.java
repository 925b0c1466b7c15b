package dev.stacktape.mcp.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A plan between being shown and being carried out. Its id is a handle that says nothing; what may
 * be done follows from what is stored here.
 *
 * @param id 128 random bits
 * @param project the folder of the server that made it
 * @param kind {@code deploy}, {@code hotswap}, {@code rollback} or {@code delete}
 * @param digest id of the engine's plan: SHA-256 over all that is going to happen and the state it
 *     was made from
 * @param arguments of the call that made it, by which the same plan can be made again
 * @param caller ARN of the identity that made it
 * @param stackName what a person types to approve
 * @param account 12 digits
 * @param region AWS region id
 * @param scripts SHA-256 over what runs on this machine beside it; empty for nothing
 * @param contents SHA-256 over the files that go into buckets; empty for none
 * @param losses names of the resources that lose data; what an approval allows
 * @param text the plan as it was shown
 * @param approval who has to agree
 * @param expires milliseconds since 1970
 */
public record StoredPlan(
    String id,
    String project,
    String kind,
    String digest,
    Map<String, Object> arguments,
    String caller,
    String stackName,
    String account,
    String region,
    String scripts,
    String contents,
    List<String> losses,
    String text,
    ApprovalMode approval,
    long expires) {

  /** The stage that it is for. */
  public String stage() {
    Object stage = arguments.get("stage");
    return stage instanceof String name && !name.isBlank() ? name : "dev";
  }

  /**
   * The id of the operation that carries it out, whoever starts that. It follows from the plan's
   * id, so that the same plan can never become two operations.
   */
  public String operation() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("operation of " + id).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}

package dev.stacktape.stack;

import dev.stacktape.problem.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A script of the config as it is run. What depends on the deployed stack is still a template
 * value, such as a {@code Ref}.
 *
 * @param name its key under {@code scripts:}
 * @param kind where it runs
 * @param steps command lines, or paths of files where {@code runsFiles}; template values
 * @param runsFiles whether the steps are files rather than command lines
 * @param cwd the folder to run in, a template value; null for that of the config
 * @param environment variables by name, template values; those of connected resources last
 * @param assumedRoleOf the resource whose role it acts in
 * @param bastion the bastion that it needs, null where it needs none
 * @param tunnels where a tunneled script gets to, in the network of the stack
 * @param showsOutput whether what it prints is shown
 * @param location the place of its key
 */
public record ScriptSpec(
    String name,
    Kind kind,
    List<Object> steps,
    boolean runsFiles,
    @Nullable Object cwd,
    Map<String, Object> environment,
    @Nullable String assumedRoleOf,
    @Nullable String bastion,
    List<Tunnel> tunnels,
    boolean showsOutput,
    Location location) {

  /** Where a script runs. */
  public enum Kind {
    /** On this machine. */
    LOCAL,
    /** On a bastion, inside of the stack's network. */
    ON_BASTION,
    /** On this machine, with tunnels through a bastion. */
    TUNNELED
  }

  /**
   * A place in the network of the stack that a port of this machine leads to.
   *
   * @param host a template value
   * @param port a number or a template value
   * @param portVariable the variable that tells the port
   */
  public record Tunnel(Object host, Object port, String portVariable) {}

  public ScriptSpec {
    tunnels = List.copyOf(tunnels);
    steps = List.copyOf(steps);
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }

  /** The same script in the role of another resource. */
  public ScriptSpec inRoleOf(String resource) {
    return new ScriptSpec(
        name,
        kind,
        steps,
        runsFiles,
        cwd,
        environment,
        resource,
        bastion,
        tunnels,
        showsOutput,
        location);
  }
}

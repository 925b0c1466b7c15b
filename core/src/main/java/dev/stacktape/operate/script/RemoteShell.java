package dev.stacktape.operate.script;

import dev.stacktape.aws.Polling;
import dev.stacktape.problem.StacktapeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InvocationDoesNotExistException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Runs scripts on machines by the Run Command of Systems Manager, which keeps what it is told for
 * 30 days. A script with secrets goes through an encrypted parameter instead, which is deleted when
 * the script ends.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command.html">Run
 *     Command</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCommandInvocation.html">GetCommandInvocation</a>,
 *     which gives the first 24,000 characters of what was printed
 */
final class RemoteShell {
  private static final String DOCUMENT = "AWS-RunShellScript";

  /** The longest that AWS lets a command run. */
  private static final Duration LONGEST = Duration.ofDays(2);

  /** How long a command may wait for its machine. */
  private static final int DELIVERY_SECONDS = 120;

  /** What an advanced parameter holds, in bytes. */
  private static final int PARAMETER_LIMIT = 8192;

  private static final Set<CommandInvocationStatus> UNDER_WAY =
      Set.of(
          CommandInvocationStatus.PENDING,
          CommandInvocationStatus.IN_PROGRESS,
          CommandInvocationStatus.DELAYED,
          CommandInvocationStatus.CANCELLING);

  private final SsmClient ssm;
  private final String region;
  private final Polling polling;
  private final Supplier<String> ids;

  /**
   * @param region where the parameters are
   * @param ids makes parts of names that nobody else has
   */
  RemoteShell(SsmClient ssm, String region, Polling polling, Supplier<String> ids) {
    this.ssm = ssm;
    this.region = region;
    this.polling = polling;
    this.ids = ids;
  }

  int run(String machine, Bastions.RemoteScript script, Consumer<String> lines) {
    if (!script.secret()) {
      return run(machine, script, script.text(), lines);
    }
    String parameter = "/stacktape/script/" + ids.get();
    put(parameter, script.text());
    try {
      return run(machine, script, fromParameter(parameter), lines);
    } finally {
      ssm.deleteParameter(delete -> delete.name(parameter));
    }
  }

  private void put(String parameter, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > PARAMETER_LIMIT) {
      throw new StacktapeException(
          ScriptCode.SCRIPT_TOO_LONG
              .error(
                  "A script with secrets for a bastion has %d bytes, of which %d can be handed over."
                      .formatted(bytes, PARAMETER_LIMIT))
              .hint(
                  "Put the commands into a file that the bastion fetches, or connect the script to"
                      + " fewer resources."));
    }
    var unused =
        ssm.putParameter(
            put ->
                put.name(parameter)
                    .description("A script that is being run; deleted when it ends.")
                    .value(text)
                    .type(ParameterType.SECURE_STRING)
                    .tier(ParameterTier.INTELLIGENT_TIERING));
  }

  /** The machine has AWS's command line, and the right to read parameters. */
  private String fromParameter(String parameter) {
    return "stp_script=$(aws ssm get-parameter --region %s --name %s --with-decryption --query Parameter.Value --output text) || exit 1\neval \"$stp_script\""
        .formatted(region, parameter);
  }

  private int run(
      String machine, Bastions.RemoteScript script, String text, Consumer<String> lines) {
    String command =
        ssm.sendCommand(
                send ->
                    send.documentName(DOCUMENT)
                        .instanceIds(machine)
                        .comment(fit("stacktape script " + script.name()))
                        .timeoutSeconds(DELIVERY_SECONDS)
                        .parameters(
                            Map.of(
                                "commands", List.of(text),
                                "workingDirectory",
                                    List.of(script.folder() == null ? "/" : script.folder()),
                                "executionTimeout", List.of(String.valueOf(LONGEST.toSeconds())))))
            .command()
            .commandId();
    try {
      return awaited(machine, command, lines);
    } catch (StacktapeException cancelled) {
      var unused = ssm.cancelCommand(cancel -> cancel.commandId(command).instanceIds(machine));
      throw cancelled;
    }
  }

  private static String fit(String comment) {
    int limit = 100;
    return comment.length() > limit ? comment.substring(0, limit) : comment;
  }

  private int awaited(String machine, String command, Consumer<String> lines) {
    GetCommandInvocationResponse end =
        polling
            .until(
                LONGEST.plusSeconds(DELIVERY_SECONDS),
                Polling.Pauses.LIVE,
                () -> ended(machine, command))
            .orElseThrow(() -> notRun("TimedOut"));
    end.standardOutputContent().lines().forEach(lines);
    end.standardErrorContent().lines().forEach(lines);
    boolean ran = end.responseCode() != null && end.responseCode() >= 0;
    if (end.status() == CommandInvocationStatus.SUCCESS
        || (end.status() == CommandInvocationStatus.FAILED && ran)) {
      return end.responseCode();
    }
    throw notRun(end.statusDetails());
  }

  private Optional<GetCommandInvocationResponse> ended(String machine, String command) {
    try {
      return Optional.of(
              ssm.getCommandInvocation(get -> get.commandId(command).instanceId(machine)))
          .filter(invocation -> !UNDER_WAY.contains(invocation.status()));
    } catch (InvocationDoesNotExistException notYet) {
      return Optional.empty();
    }
  }

  private static StacktapeException notRun(String status) {
    return new StacktapeException(
        ScriptCode.SCRIPT_BASTION_UNREACHABLE
            .error(
                "Systems Manager did not bring the script to its end on the bastion: %s."
                    .formatted(status.toLowerCase(Locale.ROOT)))
            .hint("Run it again; the command stands in the console under Run Command."));
  }
}

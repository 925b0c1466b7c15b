package dev.stacktape.operate.script;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.Polling;
import dev.stacktape.problem.StacktapeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationFilter;
import software.amazon.awssdk.services.ssm.model.InstanceInformationFilterKey;
import software.amazon.awssdk.services.ssm.model.PingStatus;

/** Finds the machine of a bastion that Systems Manager can talk to. */
final class BastionMachine {
  /** A new machine reports in a minute or two after its start. */
  private static final Duration START = Duration.ofMinutes(5);

  private final AwsClients clients;
  private final Polling polling;

  BastionMachine(AwsClients clients, Polling polling) {
    this.clients = clients;
    this.polling = polling;
  }

  /**
   * The id of the machine; waits for one that has just been started.
   *
   * @throws StacktapeException {@code SCRIPT_BASTION_UNREACHABLE}, {@code CANCELLED}
   */
  String of(String group) {
    return polling
        .until(START, Polling.Pauses.LIVE, () -> online(group))
        .orElseThrow(
            () ->
                new StacktapeException(
                    ScriptCode.SCRIPT_BASTION_UNREACHABLE
                        .error(
                            "No machine of the bastion (Auto Scaling group `%s`) has reported to Systems Manager within %d minutes."
                                .formatted(group, START.toMinutes()))
                        .hint(
                            "Look whether it runs: `aws autoscaling describe-auto-scaling-groups"
                                + " --auto-scaling-group-names %s`. It needs a way to the internet, or VPC endpoints for Systems Manager."
                                    .formatted(group))));
  }

  private Optional<String> online(String group) {
    List<String> running = clients.ec2().runningInstances(group);
    if (running.isEmpty()) {
      return Optional.empty();
    }
    return clients
        .ssm()
        .describeInstanceInformation(
            describe ->
                describe.instanceInformationFilterList(
                    InstanceInformationFilter.builder()
                        .key(InstanceInformationFilterKey.INSTANCE_IDS)
                        .valueSet(running)
                        .build()))
        .instanceInformationList()
        .stream()
        .filter(machine -> machine.pingStatus() == PingStatus.ONLINE)
        .map(InstanceInformation::instanceId)
        .findFirst();
  }
}

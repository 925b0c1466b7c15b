package dev.stacktape.operate.script;

import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Polling;
import dev.stacktape.event.CancellationToken;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Bastions as AWS Systems Manager reaches them. Their machines are found once. */
public final class AwsBastions implements Bastions {
  private final AwsClients clients;
  private final Polling polling;
  private final Processes processes;
  private final Map<String, String> environment;
  private final CancellationToken cancellation;
  private final Map<String, String> machines = new HashMap<>();

  /**
   * Nothing is asked of AWS yet.
   *
   * @param environment the variables of what is started on this machine
   */
  public AwsBastions(
      AwsClients clients,
      Polling polling,
      Processes processes,
      Map<String, String> environment,
      CancellationToken cancellation) {
    this.clients = clients;
    this.polling = polling;
    this.processes = processes;
    this.environment = environment;
    this.cancellation = cancellation;
  }

  @Override
  public boolean exist() {
    return !clients.settings().embedded();
  }

  @Override
  public int run(String group, RemoteScript script, Consumer<String> lines) {
    return new RemoteShell(
            clients.ssm(), clients.settings().region(), polling, () -> UUID.randomUUID().toString())
        .run(machine(group), script, lines);
  }

  @Override
  public Tunnel open(String group, String host, int port) {
    AwsSettings settings = clients.settings();
    return new PortForwarding(
            clients.ssm(),
            settings.region(),
            settings.profile(),
            processes,
            environment,
            cancellation)
        .open(machine(group), host, port);
  }

  private String machine(String group) {
    return machines.computeIfAbsent(group, new BastionMachine(clients, polling)::of);
  }
}

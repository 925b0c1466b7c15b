package dev.stacktape.resource.network;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.JsonText;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logs of a bastion, which an agent on the machine sends on.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html">CloudWatch
 *     agent configuration</a>
 */
final class BastionLogs {
  private static final int NAME_LIMIT = 512;
  private static final String AGENT = "/opt/aws/amazon-cloudwatch-agent";
  private static final String AGENT_CONFIG = AGENT + "/etc/stacktape.json";

  private BastionLogs() {}

  /** The kinds of logs, and where Linux keeps them. */
  enum Kind {
    MESSAGES("messages", "/var/log/messages", LogRetention.DAYS_30),
    SECURE("secure", "/var/log/secure", LogRetention.DAYS_180),
    AUDIT("audit", "/var/log/audit/audit.log", LogRetention.DAYS_365);

    private final String word;
    private final String file;
    private final LogRetention retention;

    Kind(String word, String file, LogRetention retention) {
      this.word = word;
      this.file = file;
      this.retention = retention;
    }
  }

  static @Nullable BastionLog of(BastionProperties bastion, Kind kind) {
    BastionLogging logging = bastion.logging();
    if (logging == null) {
      return null;
    }
    return switch (kind) {
      case MESSAGES -> logging.messages();
      case SECURE -> logging.secure();
      case AUDIT -> logging.audit();
    };
  }

  private static List<Kind> kept(BastionProperties bastion) {
    return Arrays.stream(Kind.values())
        .filter(
            kind -> {
              BastionLog log = of(bastion, kind);
              return log == null || !Boolean.TRUE.equals(log.disabled());
            })
        .toList();
  }

  private static String id(Contribution<?> to, Kind kind) {
    return LogicalId.of(to.name(), kind.word, "LogGroup");
  }

  private static String name(Contribution<?> to, Kind kind) {
    return PhysicalName.fit(
        "/stp/%s/bastion/%s/%s".formatted(to.stack().target().stackName(), to.name(), kind.word),
        NAME_LIMIT);
  }

  static void contribute(Contribution<BastionProperties> to) {
    List<LogForwarder.Source> sources = new ArrayList<>();
    for (Kind kind : kept(to.properties())) {
      BastionLog log = of(to.properties(), kind);
      LogRetention given = log == null ? null : log.retentionDays();
      to.add(
          id(to, kind),
          CfnResource.of(
              "AWS::Logs::LogGroup",
              new Tree()
                  .with("LogGroupName", name(to, kind))
                  .with("RetentionInDays", (given == null ? kind.retention : given).days())
                  .build()),
          "logging",
          kind.word);
      if (log != null && log.logForwarding() != null) {
        sources.add(
            new LogForwarder.Source(
                id(to, kind), log.logForwarding(), List.of("logging", kind.word, "logForwarding")));
      }
    }
    LogForwarder.contribute(to, sources);
  }

  static List<Object> groupArns(Contribution<BastionProperties> to) {
    return kept(to.properties()).stream()
        .<Object>map(kind -> Fn.getAtt(id(to, kind), "Arn"))
        .toList();
  }

  /** What a machine does when it starts first: the agent for its logs, then the user's commands. */
  static Object startScript(Contribution<BastionProperties> to) {
    List<String> lines = new ArrayList<>();
    lines.add("#!/bin/bash");
    if (!kept(to.properties()).isEmpty()) {
      lines.add("dnf install -y amazon-cloudwatch-agent rsyslog");
      lines.add("systemctl enable --now rsyslog");
      lines.add("cat > " + AGENT_CONFIG + " <<'CONFIG'");
      lines.add(String.valueOf(JsonText.of(agentConfig(to))));
      lines.add("CONFIG");
      lines.add(
          AGENT
              + "/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:"
              + AGENT_CONFIG);
    }
    List<String> commands = to.properties().runCommandsAtLaunch();
    lines.addAll(commands);
    lines.add("");
    // A command may be a directive that only the template can resolve.
    return commands.stream().anyMatch(DirectiveText::isDirective)
        ? Fn.join("\n", lines)
        : String.join("\n", lines);
  }

  private static Map<String, Object> agentConfig(Contribution<BastionProperties> to) {
    List<Object> files =
        kept(to.properties()).stream()
            .<Object>map(
                kind ->
                    new Tree()
                        .with("file_path", kind.file)
                        .with("log_group_name", name(to, kind))
                        .with("log_stream_name", "{instance_id}")
                        .build())
            .toList();
    return Map.of("logs", Map.of("logs_collected", Map.of("files", Map.of("collect_list", files))));
  }
}

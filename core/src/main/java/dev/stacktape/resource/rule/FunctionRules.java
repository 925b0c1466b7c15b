package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.CONNECT_TO_NEEDS_NETWORK;

import dev.stacktape.resource.Resource;
import dev.stacktape.resource.cache.RedisProperties;
import dev.stacktape.resource.database.DatabaseProperties;
import dev.stacktape.resource.database.DatabaseReach;
import dev.stacktape.resource.extension.CustomResourceDefinitionProperties;
import dev.stacktape.resource.extension.CustomResourceInstanceProperties;
import dev.stacktape.resource.extension.DeploymentScriptProperties;
import dev.stacktape.resource.filesystem.FileSystemProperties;
import dev.stacktape.resource.function.EdgeFunctionProperties;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.function.FunctionUrlCors;
import dev.stacktape.resource.function.VolumeMount;
import dev.stacktape.resource.gateway.HttpApiProperties;
import dev.stacktape.resource.packaging.CustomArtifact;
import dev.stacktape.resource.queue.EventBusInput;
import dev.stacktape.resource.queue.QueueInput;
import dev.stacktape.resource.queue.QueueProperties;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions, HTTP APIs and queues, and what else runs code in Lambda. */
final class FunctionRules {
  private static final Pattern MOUNT = Pattern.compile("/mnt/[a-zA-Z0-9-_.]+");
  private static final Pattern HANDLER = Pattern.compile("[^\\s]{1,128}");
  private static final int DAY = 86_400;

  private FunctionRules() {}

  static void function(FunctionProperties function, Place at) {
    EventRules.events(function.events(), at.in("events"));
    boolean inNetwork = Boolean.TRUE.equals(function.joinDefaultVpc());
    volumes(function.volumeMounts(), inNetwork, at.in("volumeMounts"));
    databases(function.connectTo(), inNetwork, at.in("connectTo"));
    concurrency(function, at);
    for (int i = 0; i < function.layers().size(); i++) {
      ValueForms.arn(function.layers().get(i), at.in("layers", i), "lambda");
    }
    if (function.deployment() != null) {
      at.in("deployment", "beforeAllowTrafficFunction")
          .refersTo(function.deployment().beforeAllowTrafficFunction(), FunctionProperties.class);
      at.in("deployment", "afterTrafficShiftFunction")
          .refersTo(function.deployment().afterTrafficShiftFunction(), FunctionProperties.class);
    }
    if (function.destinations() != null) {
      String[] services = {"sqs", "sns", "lambda", "events", "s3"};
      ValueForms.arn(
          function.destinations().onSuccess(), at.in("destinations", "onSuccess"), services);
      ValueForms.arn(
          function.destinations().onFailure(), at.in("destinations", "onFailure"), services);
    }
    if (function.logging() != null) {
      LoggingRules.forwarding(
          function.logging().logForwarding(), function.logging().disabled(), at.in("logging"));
    }
    if (function.url() != null && function.url().cors() != null) {
      cors(function.url().cors(), at.in("url", "cors"));
    }
    for (int i = 0; i < function.alarms().size(); i++) {
      AlarmRules.alarm(
          function.alarms().get(i).evaluation(),
          function.alarms().get(i).notificationTargets(),
          at.in("alarms", i));
    }
    CdnRules.cdn(function.cdn(), at.in("cdn"));
  }

  private static void cors(FunctionUrlCors cors, Place at) {
    if (cors.maxAge() != null && (cors.maxAge() < 0 || cors.maxAge() > DAY)) {
      at.in("maxAge").invalid("`maxAge` must be between 0 and %d seconds.".formatted(DAY), null);
    }
  }

  private static void concurrency(FunctionProperties function, Place at) {
    Integer warm = function.provisionedConcurrency();
    Integer most = function.reservedConcurrency();
    if (warm != null && warm < 1) {
      at.in("provisionedConcurrency")
          .invalid("`provisionedConcurrency` must be at least 1.", "Remove it to have none.");
    }
    if (most != null && most < 0) {
      at.in("reservedConcurrency").invalid("`reservedConcurrency` must not be negative.", null);
    }
    if (warm != null && most != null && warm > most) {
      at.in("provisionedConcurrency")
          .conflict(
              "%d instances cannot be kept warm where at most %d may run.".formatted(warm, most),
              "Let `reservedConcurrency` be at least " + warm + ".");
    }
  }

  private static void volumes(List<VolumeMount> volumes, boolean inNetwork, Place at) {
    Set<String> paths = new HashSet<>();
    if (!volumes.isEmpty() && !inNetwork) {
      at.needs(
          "File systems can be reached from inside the VPC of the stack only.",
          "Add `joinDefaultVpc: true`.");
    }
    for (int i = 0; i < volumes.size(); i++) {
      Place place = at.in(i, "properties");
      String path;
      if (volumes.get(i) instanceof VolumeMount.Efs efs) {
        place.in("efsFilesystemName").refersTo(efs.efsFilesystemName(), FileSystemProperties.class);
        path = efs.mountPath();
      } else {
        path = ((VolumeMount.S3Files) volumes.get(i)).mountPath();
      }
      if (ValueForms.isKnown(path) && !MOUNT.matcher(path).matches()) {
        place
            .in("mountPath")
            .invalid(
                "Lambda shows file systems below `/mnt/` only, not at `%s`."
                    .formatted(ValueForms.shown(path)),
                "Write it like `/mnt/data`.");
      } else if (!paths.add(path)) {
        place.in("mountPath").conflict("Two file systems are to be seen there.", null);
      }
    }
  }

  /** Databases that the internet cannot reach. */
  private static void databases(List<String> names, boolean inNetwork, Place at) {
    for (int i = 0; i < names.size() && !inNetwork; i++) {
      Resource<?> target = at.stack().resources().get(names.get(i));
      if (target != null && isInsideOnly(target.properties())) {
        at.in(i)
            .report(
                CONNECT_TO_NEEDS_NETWORK,
                "`%s` can be reached from inside the VPC of the stack only."
                    .formatted(names.get(i)),
                "Add `joinDefaultVpc: true`.");
      }
    }
  }

  private static boolean isInsideOnly(Record properties) {
    if (properties instanceof DatabaseProperties database && database.accessibility() != null) {
      DatabaseReach reach = database.accessibility().accessibilityMode();
      return reach == DatabaseReach.VPC || reach == DatabaseReach.SCOPING_WORKLOADS_IN_VPC;
    }
    return properties instanceof RedisProperties;
  }

  static void edge(EdgeFunctionProperties function, Place at) {
    for (int i = 0; i < function.connectTo().size(); i++) {
      Resource<?> target = at.stack().resources().get(function.connectTo().get(i));
      if (target != null
          && (target.properties() instanceof DatabaseProperties
              || target.properties() instanceof RedisProperties)) {
        at.in("connectTo", i)
            .conflict(
                "A function at the edge runs in no VPC and cannot reach `%s`."
                    .formatted(target.name()),
                null);
      }
    }
    if (function.logging() != null) {
      LoggingRules.forwarding(
          function.logging().logForwarding(), function.logging().disabled(), at.in("logging"));
    }
  }

  static void script(DeploymentScriptProperties script, Place at) {
    databases(script.connectTo(), Boolean.TRUE.equals(script.joinDefaultVpc()), at.in("connectTo"));
    artifact(script.packaging(), script.runtime(), at);
  }

  static void definition(CustomResourceDefinitionProperties definition, Place at) {
    databases(definition.connectTo(), false, at.in("connectTo"));
    artifact(definition.packaging(), definition.runtime(), at);
  }

  static void instance(CustomResourceInstanceProperties instance, Place at) {
    at.in("definitionName")
        .refersTo(instance.definitionName(), CustomResourceDefinitionProperties.class);
  }

  private static void artifact(Object packaging, @Nullable Object runtime, Place at) {
    if (packaging instanceof CustomArtifact artifact) {
      if (artifact.handler() == null) {
        at.in("packaging", "properties")
            .needs("A prebuilt package needs `handler`.", "Write it like `index.js:default`.");
      } else if (!HANDLER.matcher(artifact.handler()).matches()) {
        at.in("packaging", "properties", "handler")
            .invalid("`%s` is no handler.".formatted(ValueForms.shown(artifact.handler())), null);
      }
      if (runtime == null) {
        at.in("packaging")
            .needs("A prebuilt package needs `runtime`.", "Add it beside `packaging`.");
      }
    }
  }

  static void httpApi(HttpApiProperties api, Place at) {
    DomainRules.domains(api.customDomains(), at.in("customDomains"));
    CdnRules.cdn(api.cdn(), at.in("cdn"));
    for (int i = 0; i < api.alarms().size(); i++) {
      AlarmRules.alarm(
          api.alarms().get(i).evaluation(),
          api.alarms().get(i).notificationTargets(),
          at.in("alarms", i));
    }
  }

  static void queue(QueueProperties queue, Place at) {
    if (queue.redrivePolicy() != null) {
      ValueForms.arn(
          queue.redrivePolicy().targetSqsQueueArn(),
          at.in("redrivePolicy", "targetSqsQueueArn"),
          "sqs");
    }
    for (int i = 0; i < queue.events().size(); i++) {
      input(queue.events().get(i), Boolean.TRUE.equals(queue.fifoEnabled()), at.in("events", i));
    }
    for (int i = 0; i < queue.alarms().size(); i++) {
      AlarmRules.alarm(
          queue.alarms().get(i).evaluation(),
          queue.alarms().get(i).notificationTargets(),
          at.in("alarms", i));
    }
  }

  private static void input(QueueInput input, boolean fifo, Place at) {
    if (input instanceof EventBusInput bus) {
      Place place = at.in("properties");
      Map<String, @Nullable Object> choices = new LinkedHashMap<>();
      choices.put("eventBusArn", bus.eventBusArn());
      choices.put("eventBusName", bus.eventBusName());
      choices.put("useDefaultBus", bus.useDefaultBus());
      place.exactlyOne(choices);
      ValueForms.arn(bus.eventBusArn(), place.in("eventBusArn"), "events");
      EventRules.inputs(bus.input(), bus.inputPath(), bus.inputTransformer(), place);
      if (fifo && bus.messageGroupId() == null) {
        place.needs("A queue that keeps the order needs `messageGroupId`.", "Add it.");
      }
    }
  }
}

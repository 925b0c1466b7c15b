package dev.stacktape.resource.function;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.RoleStatements;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.Alarms;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.cdn.CdnSettings;
import dev.stacktape.resource.cdn.Distribution;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.logging.LogForwarder;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code function}: a Lambda function with a role and a log group of its own, and what its events
 * need.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html">AWS::Lambda::Function</a>
 */
public final class FunctionType implements ResourceType<FunctionProperties> {
  private static final int DEFAULT_MEMORY = 1024;
  private static final int DEFAULT_TIMEOUT = 20;

  @Override
  public String word() {
    return "function";
  }

  @Override
  public Class<FunctionProperties> propertiesType() {
    return FunctionProperties.class;
  }

  /** How long a run may take, in seconds. */
  static int timeout(FunctionProperties function) {
    return function.timeout() == null ? DEFAULT_TIMEOUT : function.timeout();
  }

  @Override
  public Params params(Resource<FunctionProperties> function, StackView stack) {
    FunctionNames names = new FunctionNames(function, stack);
    Params params =
        Params.none()
            .with("arn", names.arn())
            .withIf(
                FunctionLogs.areKept(function.properties()),
                "logGroupArn",
                Fn.getAtt(names.logGroupId(), "Arn"),
                "its logs are disabled")
            .withIf(
                FunctionAddress.isWanted(function.properties()),
                "url",
                Fn.getAtt(names.urlId(), "FunctionUrl"),
                "its `url` is not enabled");
    return Distribution.params(params, function.name(), cdn(function.properties()));
  }

  private static @Nullable CdnSettings cdn(FunctionProperties function) {
    CdnProperties cdn = function.cdn();
    return cdn != null && cdn.enabled() ? CdnSettings.of(cdn) : null;
  }

  /** Asked through its own address, which it has for the CDN even where nobody else wants it. */
  @Override
  public Optional<Origin> origin(
      Resource<FunctionProperties> function, StackView stack, Origin.Way way) {
    if (!FunctionAddress.isWanted(function.properties())) {
      return Optional.empty();
    }
    Object url = Fn.getAtt(new FunctionNames(function, stack).urlId(), "FunctionUrl");
    return Optional.of(
        Origin.overHttps(Map.of("Fn::Select", List.of(2, Map.of("Fn::Split", List.of("/", url))))));
  }

  @Override
  public Set<String> distributes(Resource<FunctionProperties> function) {
    CdnSettings cdn = cdn(function.properties());
    return cdn == null ? Set.of() : cdn.targets();
  }

  @Override
  public Optional<Access> access(Resource<FunctionProperties> function, StackView stack) {
    FunctionNames names = new FunctionNames(function, stack);
    Map<String, Object> called = names.calledArnByName();
    Map<String, Object> params = new LinkedHashMap<>(params(function, stack).values());
    // Whoever is connected reaches what is published, as events do.
    params.put("arn", called);
    List<Object> both =
        Stream.of(names.arnByName(), called).distinct().<Object>map(arn -> arn).toList();
    return Optional.of(
        new Access(
            List.of(new Statement(null, "Allow", List.of("lambda:InvokeFunction"), both, null)),
            params));
  }

  @Override
  public NetworkNeed network(Resource<FunctionProperties> function) {
    return FunctionNetwork.isJoined(function.properties())
        ? NetworkNeed.PUBLIC_SUBNETS
        : NetworkNeed.NONE;
  }

  @Override
  public void check(Inspection<FunctionProperties> inspection) {
    CdnSettings cdn = cdn(inspection.properties());
    if (cdn != null) {
      Distribution.checkOfProgram(inspection, cdn, "cdn");
    }
    FunctionProperties function = inspection.properties();
    new FunctionNames(inspection.resource(), inspection.stack()).check(inspection);
    Optional<FunctionCode> code = FunctionCode.read(inspection);
    FunctionVersion.checkRuntime(inspection, code);
    RetiredRuntime.check(inspection, code);
    FunctionVersion.check(inspection);
    TrafficShifting.check(inspection);
    FunctionMounts.check(inspection);
    Alarms.check(inspection, function.alarms());
    FunctionEnvironment.check(inspection);
    Connections.check(
        inspection,
        function.connectTo(),
        "connectTo",
        Boolean.TRUE.equals(function.joinDefaultVpc()));
    RoleStatements.check(inspection, inspection.properties().iamRoleStatements());
    for (int i = 0; i < function.events().size(); i++) {
      FunctionTriggers.check(inspection, i);
    }
  }

  @Override
  public void checkSupport(Inspection<FunctionProperties> inspection) {
    FunctionSupport.check(inspection);
    Alarms.checkSupport(inspection, inspection.properties().alarms());
  }

  @Override
  public void contribute(Contribution<FunctionProperties> to) {
    FunctionNames names = new FunctionNames(to.resource(), to.stack());
    Connections connections = Connections.of(to.properties().connectTo(), to.stack());
    FunctionCode code = FunctionCode.of(to);
    to.add(names.roleId(), FunctionRole.of(to, names, connections));
    if (FunctionLogs.areKept(to.properties())) {
      to.add(names.logGroupId(), FunctionLogs.group(to, names), "logging");
    }
    LogForwarder.contribute(
        to,
        FunctionLogs.forwarding(to.properties()),
        List.of(names.logGroupId()),
        "logging",
        "logForwarding");
    FunctionNetwork.contribute(to, names, connections);
    FunctionMounts.contribute(to, names);
    to.add(names.functionId(), function(to, names, code, connections));
    to.add(code.artifact());
    FunctionVersion.contribute(to, names);
    FunctionTriggers.contribute(to, names);
    FunctionAddress.contribute(to, names);
    CdnSettings cdn = cdn(to.properties());
    if (cdn != null) {
      var unused =
          Distribution.contribute(
              to, cdn, origin(to.resource(), to.stack(), Origin.Way.USUAL).orElseThrow(), "cdn");
    }
    FunctionDestinations.contribute(to, names);
    Alarms.contribute(
        to, to.properties().alarms(), alarm -> FunctionAlarms.condition(alarm, names));
  }

  private static CfnResource function(
      Contribution<FunctionProperties> to,
      FunctionNames names,
      FunctionCode code,
      Connections connections) {
    FunctionProperties function = to.properties();
    Tree tree =
        new Tree()
            .with("FunctionName", names.functionName())
            .with("Architectures", List.of(code.architecture()))
            .with("Code", code(to))
            .with("Handler", code.handler())
            .with("Runtime", code.runtime())
            .with("MemorySize", function.memory() == null ? DEFAULT_MEMORY : function.memory())
            .with("Timeout", timeout(function))
            .with("Role", Fn.getAtt(names.roleId(), "Arn"))
            .with("Layers", function.layers())
            .with("ReservedConcurrentExecutions", function.reservedConcurrency())
            .with("VpcConfig", FunctionNetwork.configuration(to, names))
            .with("FileSystemConfigs", FunctionMounts.configuration(to))
            .with(
                "SnapStart",
                FunctionVersion.hasSnapStart(function)
                    ? Map.of("ApplyOn", "PublishedVersions")
                    : null)
            .with(
                "Environment",
                new Tree()
                    .with("Variables", FunctionEnvironment.variables(function, code, connections)))
            .with("Tags", to.stack().tags().after(function.tags()).toList());
    if (function.storage() != null) {
      tree.with("EphemeralStorage", Map.of("Size", function.storage()));
    }
    CfnResource resource =
        FunctionMounts.afterFileSystems(CfnResource.of("AWS::Lambda::Function", tree.build()), to);
    // Were the function first, Lambda could make the group itself, and keep logs for ever.
    return FunctionLogs.areKept(function) ? resource.dependsOn(names.logGroupId()) : resource;
  }

  private static Map<String, Object> code(Contribution<FunctionProperties> to) {
    return new Tree()
        .with("S3Bucket", to.stack().target().deploymentBucket())
        .with("S3Key", ArtifactSpec.keyToken(to.name()))
        .build();
  }
}

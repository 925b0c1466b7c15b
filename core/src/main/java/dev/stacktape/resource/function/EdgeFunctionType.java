package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.FEATURE_NOT_SUPPORTED;
import static dev.stacktape.resource.ResourceCode.HANDLER_MISSING;
import static dev.stacktape.resource.ResourceCode.RUNTIME_MISMATCH;
import static dev.stacktape.resource.ResourceCode.RUNTIME_MISSING;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.RoleStatements;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.cdn.EdgeRole;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.logging.LogRetention;
import dev.stacktape.resource.packaging.Buildpack;
import dev.stacktape.resource.packaging.CustomArtifact;
import dev.stacktape.resource.packaging.Language;
import dev.stacktape.resource.packaging.LanguageSpecificConfig;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code edge-lambda-function}: a function that CloudFront copies to where its callers are. It
 * lives in {@code us-east-1}, wherever the stack does; what it is allowed in the stack is added to
 * its role by the stack.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-functions-restrictions.html">Restrictions
 *     on edge functions</a>
 */
public final class EdgeFunctionType implements ResourceType<EdgeFunctionProperties> {
  private static final int NAME_LIMIT = 64;
  private static final int DEFAULT_MEMORY = 128;
  private static final int DEFAULT_TIMEOUT = 3;

  @Override
  public String word() {
    return "edge-lambda-function";
  }

  @Override
  public Class<EdgeFunctionProperties> propertiesType() {
    return EdgeFunctionProperties.class;
  }

  private static String versionId(String name) {
    return LogicalId.of(name, "Version");
  }

  private static String roleId(String name) {
    return LogicalId.of(name, "Role");
  }

  /** The parameters that the stack's template gets, where the function is in another stack. */
  private static String versionParameter(String name) {
    return LogicalId.of(name, "VersionArn");
  }

  private static String roleParameter(String name) {
    return LogicalId.of(name, "RoleName");
  }

  private static String functionName(Resource<?> function, StackView stack) {
    return PhysicalName.fit(fullFunctionName(function, stack), NAME_LIMIT);
  }

  private static String fullFunctionName(Resource<?> function, StackView stack) {
    return String.join("-", stack.target().stackName(), stack.target().region(), function.name());
  }

  private static String fullRoleName(Resource<?> function, StackView stack) {
    return String.join("-", stack.target().stackName(), function.name(), stack.target().region());
  }

  /** CloudFront takes a version, and no alias. */
  @Override
  public Params params(Resource<EdgeFunctionProperties> function, StackView stack) {
    return Params.none()
        .with(
            "arn",
            Fn.ref(
                stack.target().isAtEdge()
                    ? versionId(function.name())
                    : versionParameter(function.name())));
  }

  @Override
  public void check(Inspection<EdgeFunctionProperties> inspection) {
    inspection.fits(
        "function name", fullFunctionName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    inspection.fits(
        "role name", fullRoleName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    // What it cannot reach because it is in no network is told by the rules of its family.
    Connections.check(inspection, inspection.properties().connectTo(), "connectTo", true);
    RoleStatements.check(inspection, inspection.properties().iamRoleStatements());
    if (isIncomplete(inspection)) {
      return;
    }
    Problems problems = new Problems();
    Inspection<FunctionProperties> asFunction =
        code(inspection.resource(), inspection.stack(), problems);
    Optional<FunctionCode> code = FunctionCode.read(asFunction);
    RetiredRuntime.check(asFunction, code);
    code.filter(found -> !isAtEdge(found.runtime()))
        .ifPresent(
            other ->
                inspection.report(
                    RUNTIME_MISMATCH
                        .error(
                            "CloudFront runs JavaScript and Python, not `%s`."
                                .formatted(other.runtime()))
                        .hint("Write the function in one of them."),
                    "packaging"));
    for (Problem problem : problems.sorted()) {
      Location place = problem.location();
      inspection.reportAt(problem, place == null ? inspection.resource().location() : place);
    }
  }

  /** What is missing of a prebuilt function; examples in Java would not help here. */
  private static boolean isIncomplete(Inspection<EdgeFunctionProperties> inspection) {
    if (!(inspection.properties().packaging() instanceof CustomArtifact artifact)) {
      return false;
    }
    boolean withoutRuntime = inspection.properties().runtime() == null;
    if (withoutRuntime) {
      inspection.report(
          RUNTIME_MISSING
              .error("A prebuilt function needs a `runtime`.")
              .hint("Add it, such as `runtime: nodejs22.x`."));
    }
    if (artifact.handler() == null) {
      inspection.report(
          HANDLER_MISSING
              .error("A prebuilt function needs a `handler`.")
              .hint("Add it to the packaging, such as `handler: index.js:handler`."),
          "packaging",
          "properties");
    }
    return withoutRuntime || artifact.handler() == null;
  }

  private static boolean isAtEdge(String runtime) {
    return Arrays.stream(EdgeRuntime.values()).map(Tree::textOf).anyMatch(runtime::equals);
  }

  /** Its code is that of any function. */
  private static Inspection<FunctionProperties> code(
      Resource<EdgeFunctionProperties> function, StackView stack, Problems problems) {
    return new Inspection<>(
        function.part(new FunctionType(), properties(function.properties())), stack, problems);
  }

  private static FunctionProperties properties(EdgeFunctionProperties function) {
    return new FunctionProperties(
        function.packaging(),
        List.of(),
        List.of(),
        runtime(function),
        null,
        function.memory(),
        function.timeout(),
        null,
        List.of(),
        null,
        function.logging(),
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of());
  }

  /** CloudFront takes a new runtime later than Lambda does, so the default is one that it has. */
  private static @Nullable LambdaRuntime runtime(EdgeFunctionProperties function) {
    if (function.runtime() != null) {
      return LambdaRuntime.valueOf(function.runtime().name());
    }
    if (!(function.packaging() instanceof Buildpack buildpack)) {
      return null;
    }
    LanguageSpecificConfig options = buildpack.languageSpecificConfig();
    if (options != null && (options.nodeVersion() != null || options.pythonVersion() != null)) {
      return null;
    }
    return Language.ofFile(SourceCode.fileOf(buildpack))
            .filter(Language.JAVASCRIPT::equals)
            .isPresent()
        ? LambdaRuntime.NODEJS22_X
        : null;
  }

  @Override
  public void checkSupport(Inspection<EdgeFunctionProperties> inspection) {
    FunctionLogging logging = inspection.properties().logging();
    if (logging != null && logging.logForwarding() != null) {
      inspection.report(
          FEATURE_NOT_SUPPORTED
              .error(
                  "Logs of a function at the edge cannot be forwarded: they are written in"
                      + " whichever region is near the caller.")
              .hint("Remove it; the function can send what matters itself."),
          "logging",
          "logForwarding");
    }
  }

  @Override
  public void contribute(Contribution<EdgeFunctionProperties> to) {
    Contribution<EdgeFunctionProperties> edge = to.atEdge();
    FunctionCode code =
        FunctionCode.read(code(to.resource(), to.stack(), new Problems()))
            .orElseThrow(() -> new IllegalStateException(to.name() + " has not been checked"));
    boolean logs = logs(to.properties());
    edge.add(roleId(to.name()), role(to, logs));
    if (logs) {
      edge.add(LogicalId.of(to.name(), "LogGroup"), logGroup(to), "logging");
    }
    String functionId = LogicalId.of(to.name(), "Function");
    CfnResource function = CfnResource.of("AWS::Lambda::Function", function(to, code));
    edge.add(functionId, logs ? function.dependsOn(LogicalId.of(to.name(), "LogGroup")) : function);
    edge.add(versionId(to.name()), PublishedVersion.of(functionId));
    to.add(withoutSourceMaps(code.artifact()));
    to.output(
        "arn",
        to.fromEdge(versionParameter(to.name()), Fn.ref(versionId(to.name()))),
        "ARN of the version of " + to.name() + " that CloudFront runs");
    permit(to);
  }

  /** There are no variables at the edge, and without one Node.js reads no source maps. */
  private static ArtifactSpec withoutSourceMaps(ArtifactSpec spec) {
    return spec instanceof ArtifactSpec.JavaScriptFunction script
        ? script.with(script.options().withoutSourceMaps())
        : spec;
  }

  private static boolean logs(EdgeFunctionProperties function) {
    return function.logging() == null || !Boolean.TRUE.equals(function.logging().disabled());
  }

  /** Where it writes in the region that it runs in; elsewhere CloudFront names groups alike. */
  private static String logGroupName(Contribution<?> to) {
    return "/aws/lambda/" + Target.EDGE_REGION + "." + functionName(to.resource(), to.stack());
  }

  private static CfnResource logGroup(Contribution<EdgeFunctionProperties> to) {
    FunctionLogging logging = to.properties().logging();
    LogRetention retention = logging == null ? null : logging.retentionDays();
    return CfnResource.of(
        "AWS::Logs::LogGroup",
        new Tree()
            .with("LogGroupName", logGroupName(to))
            .with("RetentionInDays", (retention == null ? LogRetention.DAYS_180 : retention).days())
            .build());
  }

  private static CfnResource role(Contribution<EdgeFunctionProperties> to, boolean logs) {
    Statement write =
        Statement.allow(
            List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
            Fn.sub(
                "arn:${AWS::Partition}:logs:*:${AWS::AccountId}:log-group:"
                    + logGroupName(to)
                    + ":*"));
    return CfnResource.of(
        "AWS::IAM::Role",
        new Tree()
            .with("RoleName", PhysicalName.fit(fullRoleName(to.resource(), to.stack()), NAME_LIMIT))
            .with("AssumeRolePolicyDocument", Statement.document(List.of(EdgeRole.trust())))
            .with(
                "Policies",
                logs
                    ? List.of(
                        Statement.inlinePolicy("allow-cloudwatch-logging-policy", List.of(write)))
                    : List.of())
            .build());
  }

  private static Map<String, Object> function(
      Contribution<EdgeFunctionProperties> to, FunctionCode code) {
    EdgeFunctionProperties function = to.properties();
    Target target = to.stack().target();
    return new Tree()
        .with("FunctionName", functionName(to.resource(), to.stack()))
        .with(
            "Code",
            new Tree()
                .with(
                    "S3Bucket",
                    (target.isAtEdge() ? target : target.companion()).deploymentBucket())
                .with("S3Key", ArtifactSpec.keyToken(to.name())))
        .with("Handler", code.handler())
        .with("Runtime", code.runtime())
        .with("MemorySize", function.memory() == null ? DEFAULT_MEMORY : function.memory())
        .with("Timeout", function.timeout() == null ? DEFAULT_TIMEOUT : function.timeout())
        .with("Role", Fn.getAtt(roleId(to.name()), "Arn"))
        .with("Tags", to.stack().tags().toList())
        .build();
  }

  /** What it may do with resources of the stack is the stack's to say, which comes after it. */
  private static void permit(Contribution<EdgeFunctionProperties> to) {
    List<Statement> statements = new ArrayList<>();
    to.properties().iamRoleStatements().forEach(one -> statements.add(Statement.of(one)));
    statements.addAll(Connections.of(to.properties().connectTo(), to.stack()).statements());
    if (statements.isEmpty()) {
      return;
    }
    to.add(
        LogicalId.of(to.name(), "Policy"),
        CfnResource.of(
            "AWS::IAM::Policy",
            new Tree()
                .with("PolicyName", "custom-allow-access-to-policy-statements")
                .with(
                    "PolicyDocument",
                    Statement.document(statements.stream().map(Statement::toTree).toList()))
                .with(
                    "Roles",
                    List.of(to.fromEdge(roleParameter(to.name()), Fn.ref(roleId(to.name())))))
                .build()),
        "connectTo");
  }
}

package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.SCRIPT_ROLE_MISSING;

import dev.stacktape.config.Config;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.config.Hooks;
import dev.stacktape.config.Script;
import dev.stacktape.name.LogicalId;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Connections;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.ResourceOrigin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The scripts of a config, and what the template has to have for them. */
final class ScriptSpecs {
  private static final String ROLE = "AWS::IAM::Role";
  private static final String TRUST = "AssumeRolePolicyDocument";

  private final StackModel model;
  private final Map<String, ScriptSpec> specs = new LinkedHashMap<>();
  private final Map<String, String> roles;
  private final List<Hooks.Hook> builds = new ArrayList<>();

  /**
   * @param resources of the template, by logical id
   */
  ScriptSpecs(
      StackModel model,
      DirectiveValues values,
      Map<String, CfnResource> resources,
      Map<String, ResourceOrigin> origins) {
    this.model = model;
    this.roles = roles(resources, origins);
    model
        .config()
        .values()
        .scripts()
        .forEach((name, script) -> specs.put(name, spec(name, script, values)));
    model.resources().values().forEach(this::addBuild);
  }

  /** Builds of resources are scripts too, whose names no script of the config can have. */
  private <P extends Record> void addBuild(Resource<P> resource) {
    resource
        .type()
        .build(resource)
        .ifPresent(
            build -> {
              String name = "build of " + resource.name();
              builds.add(new Hooks.Hook(name, null, null));
              specs.put(
                  name,
                  new ScriptSpec(
                      name,
                      ScriptSpec.Kind.LOCAL,
                      List.of(build.commandLine()),
                      false,
                      build.folder(),
                      Map.of(),
                      null,
                      null,
                      List.of(),
                      true,
                      resource.at("build")));
            });
  }

  StackScripts scripts() {
    Config config = model.config();
    Map<HookTrigger, List<Hooks.Hook>> hooks = new EnumMap<>(HookTrigger.class);
    Hooks written = config.values().hooks();
    if (written != null) {
      for (HookTrigger trigger : HookTrigger.values()) {
        hooks.put(trigger, List.copyOf(written.at(trigger)));
      }
    }
    List<Hooks.Hook> before =
        new ArrayList<>(hooks.getOrDefault(HookTrigger.BEFORE_DEPLOY, List.of()));
    before.addAll(builds);
    hooks.put(HookTrigger.BEFORE_DEPLOY, List.copyOf(before));
    return new StackScripts(config.source().directory(), specs, hooks, roles);
  }

  void check(Problems problems) {
    specs.forEach(
        (name, spec) -> {
          String owner = spec.assumedRoleOf();
          if (owner != null && !roles.containsKey(owner)) {
            problems.add(
                SCRIPT_ROLE_MISSING
                    .error(
                        "The script `%s` wants the role of `%s`, which has none."
                            .formatted(name, owner))
                    .at(
                        model
                            .config()
                            .root()
                            .locate("scripts", name, "properties", "assumeRoleOfResource"))
                    .hint(ScriptChecks.known(roles)));
          }
        });
  }

  /** The resources, with roles that scripts act in open to the account that the stack is in. */
  Map<String, CfnResource> trusting(Map<String, CfnResource> resources) {
    Map<String, CfnResource> trusting = new LinkedHashMap<>(resources);
    specs.values().stream()
        .map(ScriptSpec::assumedRoleOf)
        .filter(Objects::nonNull)
        .map(roles::get)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(role -> trusting.computeIfPresent(role, (id, resource) -> trusting(resource)));
    return trusting;
  }

  private static CfnResource trusting(CfnResource role) {
    if (!(role.properties().get(TRUST) instanceof Map<?, ?> trust)
        || !(trust.get("Statement") instanceof List<?> statements)) {
      return role;
    }
    List<Object> more = new ArrayList<>(statements);
    Object account = Fn.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root");
    more.add(
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("AWS", account))
            .with("Action", "sts:AssumeRole")
            .build());
    Map<String, Object> properties = new LinkedHashMap<>(role.properties());
    Map<String, Object> open = new LinkedHashMap<>();
    trust.forEach((key, value) -> open.put(String.valueOf(key), value));
    open.put("Statement", more);
    properties.put(TRUST, open);
    return role.withProperties(properties);
  }

  /** What scripts need to know of the stack: template values by the name of the script. */
  Map<String, List<Object>> needed() {
    Map<String, List<Object>> needed = new LinkedHashMap<>();
    for (ScriptSpec spec : specs.values()) {
      List<Object> values = new ArrayList<>(spec.steps());
      values.addAll(spec.environment().values());
      if (spec.cwd() != null) {
        values.add(spec.cwd());
      }
      for (ScriptSpec.Tunnel tunnel : spec.tunnels()) {
        values.add(tunnel.host());
        values.add(tunnel.port());
      }
      needed.put(spec.name(), values);
    }
    return needed;
  }

  private ScriptSpec spec(String name, Script script, DirectiveValues values) {
    boolean runsFiles = script.executeScript() != null || !script.executeScripts().isEmpty();
    Map<String, Object> environment = new LinkedHashMap<>();
    for (Script.Variable variable : script.environment()) {
      if (ScriptChecks.isVariable(variable.name())) {
        environment.put(variable.name(), values.resolve(variable.value().text()));
      }
    }
    Connections connections = Connections.of(script.connectTo(), model);
    environment.putAll(connections.environment());
    String cwd = script.cwd();
    Location location = model.config().root().locate("scripts", name);
    return new ScriptSpec(
        name,
        kind(script),
        steps(script).stream().map(values::resolve).toList(),
        runsFiles,
        cwd == null ? null : values.resolve(cwd),
        values.resolveMap(environment),
        ownerOf(script.assumeRoleOfResource()),
        ScriptBastion.of(script, model).map(Resource::name).orElse(null),
        script instanceof Script.Tunneled ? tunnels(connections, values) : List.of(),
        showsOutput(script),
        location);
  }

  /** A part of a resource is named by what it is a part of. */
  private @Nullable String ownerOf(@Nullable String name) {
    Resource<?> resource = name == null ? null : model.withParts().get(name);
    return resource == null ? name : resource.owner();
  }

  private static List<String> steps(Script script) {
    List<String> steps = new ArrayList<>(script.executeCommands());
    steps.addAll(script.executeScripts());
    if (script.executeCommand() != null) {
      steps.add(script.executeCommand());
    }
    if (script.executeScript() != null) {
      steps.add(script.executeScript());
    }
    return steps;
  }

  private static ScriptSpec.Kind kind(Script script) {
    if (script instanceof Script.OnBastion) {
      return ScriptSpec.Kind.ON_BASTION;
    }
    return script instanceof Script.Tunneled ? ScriptSpec.Kind.TUNNELED : ScriptSpec.Kind.LOCAL;
  }

  private static List<ScriptSpec.Tunnel> tunnels(Connections connections, DirectiveValues values) {
    return connections.addresses().stream()
        .map(
            at ->
                new ScriptSpec.Tunnel(
                    values.resolve(at.host()), values.resolve(at.port()), at.portParam()))
        .toList();
  }

  private static boolean showsOutput(Script script) {
    Boolean piped = null;
    if (script instanceof Script.Local local) {
      piped = local.pipeStdio();
    } else if (script instanceof Script.Tunneled tunneled) {
      piped = tunneled.pipeStdio();
    }
    return !Boolean.FALSE.equals(piped);
  }

  /** Of several roles of a resource, the one that its code acts in. */
  private static Map<String, String> roles(
      Map<String, CfnResource> resources, Map<String, ResourceOrigin> origins) {
    Map<String, String> roles = new LinkedHashMap<>();
    resources.forEach(
        (logicalId, resource) -> {
          String owner = origins.getOrDefault(logicalId, ResourceOrigin.STACK).resourceName();
          if (owner != null
              && resource.type().equals(ROLE)
              && (!roles.containsKey(owner) || logicalId.equals(LogicalId.of(owner, "Role")))) {
            roles.put(owner, logicalId);
          }
        });
    return roles;
  }
}

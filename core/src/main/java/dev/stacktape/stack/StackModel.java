package dev.stacktape.stack;

import static dev.stacktape.stack.StackCode.STACK_NAME_INVALID;

import dev.stacktape.artifact.JavaModule;
import dev.stacktape.config.Config;
import dev.stacktape.config.ResourceDefinition;
import dev.stacktape.config.StackConfig;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tag;
import dev.stacktape.resource.Tags;
import dev.stacktape.resource.catalog.ResourceCatalog;
import dev.stacktape.resource.rule.ConfigRules;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a config means: its resources with their types, and the stack that they are part of. */
public final class StackModel implements StackView {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
  private static final Pattern STACK_NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]*");
  private static final int STACK_NAME_LIMIT = 128;

  private final Config config;
  private final Target target;
  private final List<JavaModule> modules;
  private final Map<String, Resource<?>> resources;
  private final Map<String, Resource<?>> withParts;
  private final Set<String> unread;
  private final Tags tags;

  private StackModel(Config config, Target target, List<JavaModule> modules) {
    this.config = config;
    this.target = target;
    this.modules = List.copyOf(modules);
    this.resources = resources(config);
    this.withParts = withParts(resources);
    this.unread = config.unreadResources();
    StackConfig stackConfig = config.values().stackConfig();
    this.tags = Tags.ofStack(stackConfig == null ? List.of() : tags(stackConfig), target);
  }

  private static Map<String, Resource<?>> resources(Config config) {
    Map<String, Resource<?>> resources = new LinkedHashMap<>();
    config.resources().forEach((name, definition) -> resources.put(name, resource(definition)));
    return Collections.unmodifiableMap(resources);
  }

  private static Map<String, Resource<?>> withParts(Map<String, Resource<?>> resources) {
    Map<String, Resource<?>> all = new LinkedHashMap<>();
    resources.forEach((name, resource) -> addWithParts(name, resource, all));
    return Collections.unmodifiableMap(all);
  }

  private static <P extends Record> void addWithParts(
      String name, Resource<P> resource, Map<String, Resource<?>> all) {
    all.put(name, resource);
    resource
        .type()
        .parts(resource)
        .forEach((key, part) -> addWithParts(name + "." + key, part, all));
  }

  private static Resource<?> resource(ResourceDefinition definition) {
    ResourceType<?> type = ResourceCatalog.find(definition.type());
    return Resource.of(
        Objects.requireNonNull(type, "the config was read with the same list of types"),
        definition);
  }

  private static List<Tag> tags(StackConfig stackConfig) {
    return stackConfig.tags().stream().map(tag -> new Tag(tag.name(), tag.value())).toList();
  }

  /**
   * Finds out what a config means and checks it: names, references between resources, what the
   * types ask for, and directives whose value is known only during deployment. Nothing is built and
   * nothing is asked of AWS. Where such a value is no text, what is wrong with every value that
   * could stand there is told.
   *
   * @param modules the Maven modules that functions may be in
   * @param problems takes everything that is found, {@link StackCode} and {@link
   *     dev.stacktape.resource.ResourceCode}
   */
  public static StackModel of(
      Config config, Target target, List<JavaModule> modules, Problems problems) {
    return FittingStandIns.of(config, target, modules, problems);
  }

  /** The same for a config as it stands, whatever stands in for values that are not known yet. */
  static StackModel checked(
      Config config, Target target, List<JavaModule> modules, Problems problems) {
    StackModel model = new StackModel(config, target, modules);
    model.checkNames(problems);
    model.withParts.values().forEach(resource -> check(resource, model, problems));
    ConfigRules.check(model, problems);
    new ScriptChecks(model, problems).check();
    new DirectiveChecks(model, problems).check(config.root());
    return model;
  }

  private static <P extends Record> void check(
      Resource<P> resource, StackModel model, Problems problems) {
    resource.type().check(new Inspection<>(resource, model, problems));
  }

  private void checkNames(Problems problems) {
    boolean fit = isName("project name", target.project(), problems);
    fit &= isName("stage", target.stage(), problems);
    String name = target.stackName();
    if (fit && !STACK_NAME.matcher(name).matches()) {
      problems.add(
          STACK_NAME_INVALID
              .error(
                  "The stack would be called `%s`, but must begin with a letter.".formatted(name))
              .hint("Choose another project name."));
    } else if (name.length() > STACK_NAME_LIMIT) {
      problems.add(
          STACK_NAME_INVALID
              .error(
                  "The name of the stack has %d characters, but CloudFormation takes at most %d."
                      .formatted(name.length(), STACK_NAME_LIMIT))
              .hint("Choose a shorter project name or stage."));
    }
  }

  private static boolean isName(String what, String name, Problems problems) {
    if (NAME.matcher(name).matches()) {
      return true;
    }
    problems.add(
        STACK_NAME_INVALID
            .error("The %s `%s` is not made of a-z, 0-9 and `-`.".formatted(what, name))
            .hint("Write it in lower case, like `web-shop`."));
    return false;
  }

  /** Reports what the config asks for but cannot be deployed yet. */
  void checkSupport(Problems problems) {
    withParts.values().forEach(resource -> checkSupport(resource, problems));
  }

  private <P extends Record> void checkSupport(Resource<P> resource, Problems problems) {
    resource.type().checkSupport(new Inspection<>(resource, this, problems));
  }

  /** The config that it was made from. */
  public Config config() {
    return config;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public Path directory() {
    return config.source().directory();
  }

  @Override
  public List<JavaModule> modules() {
    return modules;
  }

  @Override
  public Map<String, Resource<?>> resources() {
    return resources;
  }

  @Override
  public boolean isUnread(String name) {
    int dot = name.indexOf('.');
    return unread.contains(dot < 0 ? name : name.substring(0, dot));
  }

  @Override
  public boolean hasUnread() {
    return !unread.isEmpty();
  }

  @Override
  public Map<String, Resource<?>> withParts() {
    return withParts;
  }

  @Override
  public @Nullable StackConfig stackConfig() {
    return config.values().stackConfig();
  }

  @Override
  public Location locate(Object... path) {
    return config.root().locate(path);
  }

  @Override
  public Tags tags() {
    return tags;
  }

  @Override
  public String typeWord(Class<? extends Record> propertiesType) {
    return ResourceCatalog.all().stream()
        .filter(type -> type.propertiesType() == propertiesType)
        .map(ResourceType::word)
        .findFirst()
        .orElseThrow();
  }
}

package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the directives of a config by their values, as far as they are known while loading. The
 * others stay as text, checked and with their arguments settled.
 *
 * <p>A value that is itself a directive, or holds some, is resolved again. Resolving is bounded: in
 * how deep directives lead to each other, and in how many values come out.
 */
final class DirectiveResolver {
  private static final int MAX_DEPTH = 200;

  private final Node.Mapping root;
  private final Path directory;
  private final LoadContext context;
  private final Problems problems;
  private final CustomDirectives custom;
  private final DirectivePrograms programs;
  private final VariableUse variables;
  private final DeployTimeArguments deployTime = new DeployTimeArguments(this::argument);

  /** What directives gave, by their text without the path. */
  private final Map<String, Node> given = new HashMap<>();

  /** What came out in the end, by the whole text. */
  private final Map<String, Resolved> resolved = new HashMap<>();

  /** The directives that are being resolved, the outermost first. */
  private final Set<String> chain = new LinkedHashSet<>();

  private int count;
  private int failures;

  private record Resolved(Node value, int size) {}

  DirectiveResolver(
      ConfigSource source, Node.Mapping root, LoadContext context, Problems problems) {
    this.root = root;
    this.context = context;
    this.problems = problems;
    Path workingDirectory = context.workingDirectory();
    this.directory = workingDirectory == null ? source.directory() : workingDirectory;
    this.custom = new CustomDirectives(root, directory, problems);
    this.programs = new DirectivePrograms(context, directory, problems);
    this.variables = new VariableUse(root);
  }

  /** The config with its directives resolved, or null when that never comes to an end. */
  Node.@Nullable Mapping resolve() {
    try (programs) {
      Node.Mapping result = map(root, 0);
      if (failures == 0) {
        variables.warnOfUnused(problems);
      }
      return result;
    } catch (UnreadableException e) {
      problems.add(e.problem());
      return null;
    }
  }

  private Node value(Node node, int depth) {
    grow(1, node.location());
    if (depth > MAX_DEPTH) {
      throw chain.isEmpty()
          ? new UnreadableException(SyntaxProblems.tooDeep(MAX_DEPTH, node.location()))
          : new DirectiveFailure(DirectiveProblems.cycle(List.copyOf(chain)));
    }
    if (node instanceof Node.Mapping map) {
      return map(map, depth);
    }
    if (node instanceof Node.Sequence list) {
      List<Node> items = new ArrayList<>();
      list.items().forEach(item -> items.add(value(item, depth + 1)));
      return new Node.Sequence(items, list.location());
    }
    if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text) {
      if (DirectiveText.isDirective(text)) {
        return directive(text, scalar.location(), depth);
      }
      if (DirectiveText.isUnclosed(text) && isKnown(DirectiveText.nameOf(text))) {
        failures++;
        problems.add(DirectiveProblems.unclosed(text).at(scalar.location()));
        return new Node.Unresolved(text, scalar.location());
      }
      EmbeddedDirectives.warn(text, scalar.location(), problems);
    }
    return node;
  }

  private Node.Mapping map(Node.Mapping map, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (key, entry) ->
                entries.put(
                    key, new Node.Entry(entry.keyLocation(), value(entry.value(), depth + 1))));
    return new Node.Mapping(entries, map.location());
  }

  private Node directive(String text, Location location, int depth) {
    Resolved known = resolved.get(text);
    if (known != null) {
      grow(known.size, location);
      return known.value.at(location);
    }
    int countBefore = count;
    int failuresBefore = failures;
    boolean entered = false;
    try {
      entered = enter(text);
      Node value = evaluate(DirectiveParser.parse(text), location, depth).at(location);
      if (failures == failuresBefore) {
        resolved.put(text, new Resolved(value, count - countBefore));
      }
      return value;
    } catch (DirectiveFailure failure) {
      failures++;
      if (failure.problem() != null) {
        problems.add(
            failure.problem().location() == null
                ? failure.problem().at(location)
                : failure.problem());
      }
      return new Node.Unresolved(text, location);
    } finally {
      if (entered) {
        chain.remove(text);
      }
    }
  }

  private boolean enter(String text) {
    if (chain.add(text)) {
      return true;
    }
    List<String> links = new ArrayList<>(chain);
    links.subList(0, links.indexOf(text)).clear();
    links.add(text);
    throw new DirectiveFailure(DirectiveProblems.cycle(links));
  }

  private Node evaluate(DirectiveCall call, Location location, int depth) {
    if (formatsAnOutput(call)) {
      return evaluate(DirectiveParser.parse("$Cf" + call.text().substring(1)), location, depth);
    }
    Directive directive = find(call.name());
    if (directive instanceof Directive.LoadTime loadTime) {
      variables.note(call);
      Node whole = given(loadTime, call, location, depth);
      Node part = DirectivePath.follow(whole, call, location);
      return value(part, depth + 1);
    }
    if (directive instanceof Directive.DeployTime later) {
      String text = deployTime.settled(later, call, location, depth);
      warnOfSurplus(later, later.signature(), call, location);
      return new Node.Scalar(text, location);
    }
    Directive.Unsupported unsupported = (Directive.Unsupported) directive;
    throw new DirectiveFailure(
        DirectiveProblems.notSupported(unsupported.name(), unsupported.why()));
  }

  /**
   * {@code $StackOutput} is looked up by CloudFormation here, so the text is put together there.
   */
  private static boolean formatsAnOutput(DirectiveCall call) {
    return call.name().equals("Format")
        && call.args().stream()
            .anyMatch(
                arg -> arg instanceof DirectiveCall inner && inner.name().equals("StackOutput"));
  }

  private boolean isKnown(String name) {
    return Directives.find(name) != null || custom.find(name) != null;
  }

  private Directive find(String name) {
    Directive builtIn = Directives.find(name);
    if (builtIn != null) {
      return builtIn;
    }
    Directive own = custom.find(name);
    if (own != null) {
      return own;
    }
    throw new DirectiveFailure(DirectiveProblems.unknown(name));
  }

  /** What a directive gives, before its path is followed. */
  private Node given(
      Directive.LoadTime directive, DirectiveCall call, Location location, int depth) {
    Node before = given.get(call.textWithoutPath());
    if (before != null) {
      return before;
    }
    List<Node> args = new ArrayList<>();
    for (DirectiveArgument arg : call.args()) {
      args.add(loadTimeArgument(directive, arg, location, depth));
    }
    directive.signature().check(directive.name(), new ArrayList<>(args));
    Invocation invocation =
        new Invocation(call, args, location, root, directory, context, problems, programs);
    Node value = directive.evaluation().evaluate(invocation);
    warnOfSurplus(directive, directive.signature(), call, location);
    given.put(call.textWithoutPath(), value);
    return value;
  }

  private Node loadTimeArgument(
      Directive.LoadTime directive, DirectiveArgument arg, Location location, int depth) {
    Node value = argument(arg, location, depth);
    if (value instanceof Node.Scalar scalar
        && scalar.value() instanceof String text
        && arg instanceof DirectiveCall
        && Directives.isDeployTime(text)) {
      throw new DirectiveFailure(DirectiveProblems.deployTimeArgument(directive.name(), text));
    }
    return value;
  }

  private Node argument(DirectiveArgument arg, Location location, int depth) {
    if (arg instanceof DirectiveArgument.Literal literal) {
      return new Node.Scalar(literal.value(), location);
    }
    Node value = directive(((DirectiveCall) arg).text(), location, depth + 1);
    if (value instanceof Node.Unresolved) {
      throw DirectiveFailure.reportedBefore();
    }
    return value;
  }

  private void warnOfSurplus(
      Directive directive, Signature signature, DirectiveCall call, Location location) {
    if (signature.hasSurplus(call.args().size())) {
      problems.add(
          DirectiveProblems.surplus(directive.name(), signature.example(directive.name()))
              .at(location));
    }
  }

  private void grow(int values, Location location) {
    count += values;
    if (count > YamlComposer.MAX_NODES) {
      throw new UnreadableException(
          SyntaxProblems.tooManyValues(YamlComposer.MAX_NODES, location)
              .hint("Directives repeat all that they give; use fewer of them."));
    }
  }
}

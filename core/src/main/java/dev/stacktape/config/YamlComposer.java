package dev.stacktape.config;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds nodes out of the parser's events. It works on events rather than on the library's own node
 * graph because that one is built recursively without a limit on depth and keeps duplicate keys
 * apart only by throwing.
 */
final class YamlComposer {
  /** How deep maps and lists may be nested. Real configs stay below 20. */
  static final int MAX_DEPTH = 100;

  /** How many values a config may have, counting what aliases repeat. */
  static final int MAX_NODES = 100_000;

  private final SourceText source;
  private final Iterator<Event> events;
  private final Problems problems;
  private final YamlTags tags;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private final Set<Anchor> open = new HashSet<>();
  private int count;
  private int deepest;

  /** A node that aliases can repeat, with what one repetition costs. */
  private record Anchored(Node node, int size, int height) {}

  YamlComposer(SourceText source, Iterator<Event> events, Problems problems) {
    this.source = source;
    this.events = events;
    this.problems = problems;
    this.tags = new YamlTags(problems);
  }

  /** The node that starts with an event; the events up to its end are consumed. */
  Node compose(Event first) {
    return node((NodeEvent) first, 0);
  }

  private Node node(NodeEvent event, int depth) {
    Location location = locationOf(event);
    grow(1, depth, location);
    if (event instanceof AliasEvent alias) {
      return repeated(alias.getAlias(), depth, location);
    }
    Optional<Anchor> anchor = event.getAnchor();
    return anchor.isPresent()
        ? anchored(anchor.get(), event, depth, location)
        : content(event, depth, location);
  }

  private Node anchored(Anchor anchor, NodeEvent event, int depth, Location location) {
    int countBefore = count;
    int deepestBefore = deepest;
    deepest = depth;
    open.add(anchor);
    Node node = content(event, depth, location);
    open.remove(anchor);
    anchors.put(anchor, new Anchored(node, count - countBefore + 1, deepest - depth));
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private Node repeated(Anchor anchor, int depth, Location location) {
    Anchored target = anchors.get(anchor);
    if (open.contains(anchor) || target == null) {
      problems.add(
          open.contains(anchor)
              ? SyntaxProblems.aliasInsideItself(anchor.getValue(), location)
              : SyntaxProblems.unknownAlias(anchor.getValue(), location));
      return new Node.Unresolved("*" + anchor.getValue(), location);
    }
    grow(target.size() - 1, depth + target.height(), location);
    return target.node().at(location);
  }

  private Node content(NodeEvent event, int depth, Location location) {
    if (event instanceof ScalarEvent scalar) {
      return tags.scalar(scalar, location);
    }
    if (event instanceof SequenceStartEvent sequence) {
      return tags.collection(sequence, list(depth, location));
    }
    MappingStartEvent mapping = (MappingStartEvent) event;
    return tags.collection(mapping, map(depth, location));
  }

  private Node list(int depth, Location location) {
    List<Node> items = new ArrayList<>();
    for (Event next = events.next(); next instanceof NodeEvent item; next = events.next()) {
      items.add(node(item, depth + 1));
    }
    return new Node.Sequence(items, location);
  }

  private Node map(int depth, Location location) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    Set<String> merged = new HashSet<>();
    for (Event next = events.next(); next instanceof NodeEvent key; next = events.next()) {
      Location keyLocation = locationOf(key);
      String name = keyText(key, depth, keyLocation);
      Node value = node((NodeEvent) events.next(), depth + 1);
      if (isMerge(key)) {
        merge(value, entries, merged);
      } else if (name != null) {
        put(name, new Node.Entry(keyLocation, value), entries, merged);
      }
    }
    return new Node.Mapping(entries, location);
  }

  /** The key as it was written, or null with a problem when it is not a single value. */
  private @Nullable String keyText(NodeEvent key, int depth, Location location) {
    if (key instanceof ScalarEvent scalar && scalar.getAnchor().isEmpty()) {
      grow(1, depth + 1, location);
      return scalar.getValue();
    }
    Node node = node(key, depth + 1);
    if (node instanceof Node.Scalar scalar) {
      return String.valueOf(scalar.value());
    }
    if (!(node instanceof Node.Unresolved)) {
      problems.add(SyntaxProblems.keyIsNotText(node.kind(), location));
    }
    return null;
  }

  private void put(
      String name, Node.Entry entry, Map<String, Node.Entry> entries, Set<String> merged) {
    Node.Entry earlier = entries.get(name);
    if (earlier == null || merged.remove(name)) {
      entries.put(name, entry);
    } else {
      problems.add(SyntaxProblems.duplicateKey(name, earlier.keyLocation(), entry.keyLocation()));
    }
  }

  private static boolean isMerge(NodeEvent key) {
    return key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag().isEmpty()
        && scalar.getValue().equals("<<");
  }

  /**
   * Takes over the entries of one map or of several; those written out and the earlier ones win.
   */
  private void merge(Node value, Map<String, Node.Entry> entries, Set<String> merged) {
    List<Node> sources = value instanceof Node.Sequence list ? list.items() : List.of(value);
    for (Node from : sources) {
      if (from instanceof Node.Mapping map) {
        map.entries()
            .forEach(
                (name, entry) -> {
                  if (entries.putIfAbsent(name, entry) == null) {
                    merged.add(name);
                  }
                });
      } else if (!(from instanceof Node.Unresolved)) {
        problems.add(SyntaxProblems.mergeOfSomethingElse(from.kind(), from.location()));
      }
    }
  }

  private void grow(int nodes, int depth, Location location) {
    deepest = Math.max(deepest, depth);
    count += nodes;
    if (depth > MAX_DEPTH) {
      throw new UnreadableException(SyntaxProblems.tooDeep(MAX_DEPTH, location));
    }
    if (count > MAX_NODES) {
      throw new UnreadableException(SyntaxProblems.tooManyValues(MAX_NODES, location));
    }
  }

  private Location locationOf(Event event) {
    Mark start = event.getStartMark().orElse(null);
    Mark end = event.getEndMark().orElse(null);
    if (start == null || end == null) {
      return source.start();
    }
    return event instanceof ScalarEvent || event instanceof AliasEvent
        ? source.between(start, end)
        : source.at(start);
  }
}

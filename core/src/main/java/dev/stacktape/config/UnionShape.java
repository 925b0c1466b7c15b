package dev.stacktape.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of several records, told apart by a word. */
final class UnionShape implements Shape {
  private final String by;
  private final String in;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private record Member(RecordShape shape, boolean propertiesOptional) {}

  UnionShape(Class<?> sealed) {
    Union union = sealed.getAnnotation(Union.class);
    if (union == null || !sealed.isSealed()) {
      throw new IllegalStateException(sealed + " is not a sealed interface marked @Union");
    }
    by = union.by();
    in = union.in();
    addMembers(sealed);
  }

  private void addMembers(Class<?> sealed) {
    for (Class<?> member : sealed.getPermittedSubclasses()) {
      if (member.isSealed()) {
        addMembers(member);
        continue;
      }
      TypeName name = member.getAnnotation(TypeName.class);
      if (name == null) {
        throw new IllegalStateException(member + " is a member of a union without @TypeName");
      }
      Member shape = new Member(new RecordShape(member), name.propertiesOptional());
      for (String word : name.value()) {
        members.put(word, shape);
      }
    }
  }

  @Override
  public String wanted() {
    return "a map with `" + by + "`";
  }

  @Override
  public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
    if (!(node instanceof Node.Mapping map)) {
      if (!Complex.refuseSingle(node, subject, wanted(), report)) {
        report.wrongType(subject, node, wanted(), Complex.INDENT);
      }
      return null;
    }
    String word = word(map, subject, report);
    Member member = word == null ? null : members.get(word);
    if (word == null || member == null) {
      return null;
    }
    return in.isEmpty()
        ? member.shape.bind(map, subject, report, Set.of(by), word)
        : bindInside(map, word, member, subject, report);
  }

  /** The word, which is checked before anything else: without it nothing else makes sense. */
  private @Nullable String word(Node.Mapping map, Subject subject, BindingReport report) {
    Node.Entry entry = map.entries().get(by);
    if (entry == null) {
      String words = "one of " + BindingReport.list(members.keySet());
      report.missingProperty(subject, by, words, members.keySet().iterator().next());
      return null;
    }
    Subject inner = subject.inside("." + by, entry.keyLocation());
    Object text = Shapes.TEXT.bind(entry.value(), inner, report);
    if (text instanceof String word && !members.containsKey(word)) {
      if (DirectiveText.isDirective(word)) {
        report.directive(inner, entry.value(), word, "known while the template is made");
      } else {
        report.unknownType(subject, by, entry.value(), word, members.keySet());
      }
    }
    return (String) text;
  }

  private @Nullable Object bindInside(
      Node.Mapping map, String word, Member member, Subject subject, BindingReport report) {
    boolean known = reportUnknown(map, member, subject, report);
    Node.Entry entry = map.entries().get(in);
    if (entry != null) {
      Object value =
          member.shape.bind(
              entry.value(),
              new Subject(subject.label(), entry.keyLocation()),
              report,
              Set.of(),
              word);
      return known ? value : null;
    }
    if (member.propertiesOptional || member.shape.requiredKeys().isEmpty()) {
      return known ? member.shape.bindNothing(subject, report, word) : null;
    }
    String required = BindingReport.list(member.shape.requiredKeys());
    report.missingProperty(subject, in, "a map with " + required, "");
    return null;
  }

  private boolean reportUnknown(
      Node.Mapping map, Member member, Subject subject, BindingReport report) {
    boolean allKnown = true;
    for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
      String key = entry.getKey();
      if (key.equals(by) || key.equals(in)) {
        continue;
      }
      allKnown = false;
      if (member.shape.keys().contains(key)) {
        report.misplacedProperty(subject, key, entry.getValue().keyLocation(), in);
      } else {
        report.unknownProperty(subject, key, entry.getValue().keyLocation(), Set.of(by, in));
      }
    }
    return allKnown;
  }
}

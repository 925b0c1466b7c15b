package dev.stacktape.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of several records, told apart by a word. */
final class UnionShape implements Shape {
  private final Envelope envelope;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private record Member(RecordShape shape, boolean propertiesOptional) {}

  UnionShape(Class<?> sealed) {
    Union union = sealed.getAnnotation(Union.class);
    if (union == null || !sealed.isSealed()) {
      throw new IllegalStateException(sealed + " is not a sealed interface marked @Union");
    }
    envelope = new Envelope(union.by(), union.in(), Set.of());
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
    return "a map with `" + envelope.by() + "`";
  }

  @Override
  public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
    if (!(node instanceof Node.Mapping map)) {
      if (!Complex.refuseSingle(node, subject, wanted(), report)) {
        report.wrongType(subject, node, wanted(), Complex.INDENT);
      }
      return null;
    }
    String word = envelope.word(map, members.keySet(), subject, report);
    Member member = word == null ? null : members.get(word);
    if (word == null || member == null) {
      if (word != null) {
        Node found = Objects.requireNonNull(map.get(envelope.by()));
        report.unknownType(subject, envelope.by(), found, word, members.keySet());
      }
      return null;
    }
    return envelope.in().isEmpty()
        ? member.shape.bind(map, subject, report, Set.of(envelope.by()), word)
        : envelope.bind(map, word, member.shape, member.propertiesOptional, subject, report);
  }
}

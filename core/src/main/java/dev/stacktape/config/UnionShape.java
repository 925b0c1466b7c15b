package dev.stacktape.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of several records, told apart by a word. */
final class UnionShape implements Shape {
  private final Envelope envelope;
  private final Map<String, Member> members = new LinkedHashMap<>();

  private record Member(
      Class<?> type, List<String> words, RecordShape shape, boolean propertiesOptional) {

    @Nullable String description() {
      Doc doc = type.getAnnotation(Doc.class);
      return doc == null ? null : doc.value();
    }
  }

  private UnionShape(Union union) {
    envelope = new Envelope(union.by(), union.in(), Set.of());
  }

  /** All members of a sealed interface. */
  static UnionShape of(Class<?> sealed) {
    if (!sealed.isSealed()) {
      throw new IllegalStateException(sealed + " is not sealed, so its members must be listed");
    }
    return of(sealed, List.of(sealed.getPermittedSubclasses()));
  }

  /** Certain members of an interface. */
  static UnionShape of(Class<?> union, List<Class<?>> members) {
    Union annotation = union.getAnnotation(Union.class);
    if (annotation == null) {
      throw new IllegalStateException(union + " is not marked @Union");
    }
    UnionShape shape = new UnionShape(annotation);
    // The order of permitted classes is that in which the compiler came across them.
    members.stream()
        .flatMap(UnionShape::leaves)
        .map(UnionShape::member)
        .sorted(Comparator.comparing(member -> member.words().get(0)))
        .forEach(member -> member.words().forEach(word -> shape.members.put(word, member)));
    return shape;
  }

  private static Stream<Class<?>> leaves(Class<?> member) {
    return member.isSealed()
        ? Stream.of(member.getPermittedSubclasses()).flatMap(UnionShape::leaves)
        : Stream.of(member);
  }

  private static Member member(Class<?> type) {
    TypeName name = type.getAnnotation(TypeName.class);
    if (name == null) {
      throw new IllegalStateException(type + " is a member of a union without @TypeName");
    }
    return new Member(
        type, List.of(name.value()), new RecordShape(type), name.propertiesOptional());
  }

  @Override
  public String wanted() {
    return "a map with `" + envelope.by() + "`";
  }

  @Override
  public Map<String, Object> schema(SchemaDefinitions definitions) {
    List<Member> each = members.values().stream().distinct().toList();
    return envelope.in().isEmpty()
        ? SchemaParts.of("oneOf", each.stream().map(m -> besideWord(m, definitions)).toList())
        : SchemaParts.envelope(
            envelope.by(), envelope.in(), each.stream().map(m -> choice(m, definitions)).toList());
  }

  private static SchemaParts.Choice choice(Member member, SchemaDefinitions definitions) {
    return new SchemaParts.Choice(
        member.words(),
        member.description(),
        member.shape().keys().isEmpty() ? null : definitions.reference(member.type()),
        !member.propertiesOptional() && member.shape().mustBeWritten());
  }

  /** A member whose properties stand beside its word. */
  private Map<String, Object> besideWord(Member member, SchemaDefinitions definitions) {
    Map<String, Object> schema = new LinkedHashMap<>(member.shape().schema(definitions));
    Map<String, Object> properties =
        SchemaParts.of(envelope.by(), SchemaParts.oneOf(member.words()));
    properties.putAll(SchemaParts.mapOf(schema.get("properties")));
    schema.put("properties", properties);
    List<String> required = new ArrayList<>(List.of(envelope.by()));
    required.addAll(member.shape().requiredKeys());
    schema.put("required", required);
    return schema;
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

package dev.stacktape.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.catalog.ResourceCatalog;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Editors, documentation pages and agents get what the annotations say, so nothing may be left out.
 */
@NullMarked
class DescriptionsTest {
  private static final Set<Class<?>> TYPES = new LinkedHashSet<>();

  @BeforeAll
  static void findEverythingThatAConfigIsBoundTo() {
    reach(RootConfig.class);
    reach(CloudFormationResource.class);
    ResourceCatalog.all().forEach(type -> reach(type.propertiesType()));
  }

  @Test
  void allTypesOfAConfigAreFound() {
    assertThat(TYPES).hasSizeGreaterThan(300).contains(Script.Local.class, StackConfig.Tag.class);
  }

  @Test
  void everyTypeAndEveryPropertyIsDescribedInASentence() {
    List<String> without = new ArrayList<>();
    for (Class<?> type : TYPES) {
      if (!type.isEnum() && !isSentence(type.getAnnotation(Doc.class))) {
        without.add(type.getName());
      }
      components(type)
          .filter(component -> !isSentence(component.getAnnotation(Doc.class)))
          .forEach(component -> without.add(type.getName() + "." + component.getName()));
    }
    assertThat(without).isEmpty();
  }

  @Test
  void everyWordOfAnEnumIsWrittenAsConfigsWriteIt() {
    assertThat(TYPES.stream().filter(Class::isEnum).flatMap(type -> Stream.of(type.getFields())))
        .filteredOn(Field::isEnumConstant)
        .allMatch(field -> field.isAnnotationPresent(ConfigValue.class))
        .isNotEmpty();
  }

  @Test
  void everyDefaultAndEveryExampleFitsItsPlace() {
    List<String> unfit = new ArrayList<>();
    for (Class<?> type : TYPES) {
      components(type)
          .map(Component::of)
          .filter(component -> component.doc() != null)
          .forEach(
              component -> {
                for (String text : List.of(component.example(), defaultOf(component))) {
                  problem(component, text)
                      .forEach(p -> unfit.add(type.getName() + " " + component.key() + ": " + p));
                }
              });
    }
    assertThat(unfit).isEmpty();
  }

  private static String defaultOf(Component component) {
    return component.doc() == null ? "" : component.doc().defaultValue();
  }

  /** Problems of a value; a directive stands for a value that is known later. */
  private static List<String> problem(Component component, String text) {
    if (text.isEmpty() || DirectiveText.isDirective(text)) {
      return List.of();
    }
    Problems problems = new Problems();
    Subject subject = new Subject("`" + component.key() + "`", Location.of("doc"));
    Node node = DocValue.node(text, component.shape());
    component.shape().bind(node, subject, new BindingReport(problems));
    return problems.sorted().stream().map(Problem::message).toList();
  }

  private static boolean isSentence(@Nullable Doc doc) {
    return doc != null
        && doc.value().endsWith(".")
        && !doc.value().contains("  ")
        && !Character.isWhitespace(doc.value().charAt(0));
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return type.isRecord() ? Stream.of(type.getRecordComponents()) : Stream.empty();
  }

  private static void reach(Class<?> type) {
    boolean described = type.isRecord() || type.isEnum() || type.isAnnotationPresent(Union.class);
    if (!described || isOfConfigDocuments(type) || !TYPES.add(type)) {
      return;
    }
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses()).forEach(DescriptionsTest::reach);
    }
    components(type)
        .flatMap(component -> mentioned(component).stream())
        .forEach(DescriptionsTest::reach);
  }

  /** Values that stand for themselves. */
  private static boolean isOfConfigDocuments(Class<?> type) {
    return Node.class.isAssignableFrom(type) || type == ScalarValue.class;
  }

  private static Collection<Class<?>> mentioned(RecordComponent component) {
    List<Class<?>> mentioned = new ArrayList<>(List.of(raw(component.getGenericType())));
    OneOf members = component.getAnnotation(OneOf.class);
    if (members != null) {
      mentioned.addAll(List.of(members.value()));
    }
    return mentioned;
  }

  /** The type itself, or what a list or map holds. */
  private static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return raw(arguments[arguments.length - 1]);
    }
    return (Class<?>) type;
  }
}

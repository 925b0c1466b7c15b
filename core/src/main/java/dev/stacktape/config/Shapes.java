package dev.stacktape.config;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the shape of a component out of its Java type and its annotations. */
final class Shapes {
  static final Shape TEXT = new ScalarShapes.Text();
  private static final Shape BOOLEAN = new ScalarShapes.Bool();
  private static final Shape ANY_SCALAR = new ScalarShapes.AnyScalar();
  private static final Shape TEXT_OR_MAP = new TextOrMapShape();

  /** Looked at once per type: the structure of a record does not change. */
  private static final ClassValue<Shape> STRUCTURES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return type.isRecord() ? new RecordShape(type) : UnionShape.of(type);
        }
      };

  private Shapes() {}

  /** The shape of a record or of a union. */
  static Shape structure(Class<?> type) {
    return STRUCTURES.get(type);
  }

  static Shape of(RecordComponent component) {
    try {
      return of(component.getGenericType(), component.getAnnotation(Range.class), component);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          component.getDeclaringRecord() + "." + component.getName() + ": " + e.getMessage(), e);
    }
  }

  private static Shape of(Type type, @Nullable Range range, RecordComponent component) {
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], range, component);
    }
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return new CollectionShapes.ListShape(of(arguments[0], null, component), range);
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return new CollectionShapes.MapShape(of(arguments[1], null, component));
      }
    }
    if (type instanceof Class<?> plain) {
      Shape scalar = ofScalar(plain, range);
      return scalar == null ? ofStructure(plain, component) : scalar;
    }
    throw new IllegalArgumentException("no shape for " + type);
  }

  private static @Nullable Shape ofScalar(Class<?> type, @Nullable Range range) {
    NumberType number = NumberType.of(type);
    if (number != null) {
      return new ScalarShapes.Numeric(number, range);
    }
    if (type == String.class) {
      return TEXT;
    }
    if (type == Boolean.class || type == boolean.class) {
      return BOOLEAN;
    }
    if (type == ScalarValue.class) {
      return ANY_SCALAR;
    }
    return type.isEnum() ? new ScalarShapes.Choice(words(type)) : null;
  }

  /** What is no single value; the annotations of the component say how it may be written. */
  private static Shape ofStructure(Class<?> type, RecordComponent component) {
    if (type == Object.class) {
      return component.isAnnotationPresent(TextOrMap.class) ? TEXT_OR_MAP : new FreeShape(type);
    }
    if (Node.class.isAssignableFrom(type)) {
      return new FreeShape(type);
    }
    OneOf members = component.getAnnotation(OneOf.class);
    if (members != null) {
      return UnionShape.of(type, List.of(members.value()));
    }
    if (type.isRecord() || type.isSealed()) {
      TextFor text = component.getAnnotation(TextFor.class);
      Shape structure = new Deferred(type);
      return text == null ? structure : new TextOrRecord(text.value(), structure);
    }
    throw new IllegalArgumentException("no shape for " + type);
  }

  private static Map<String, Object> words(Class<?> enumType) {
    Map<String, Object> words = new LinkedHashMap<>();
    for (Object constant : enumType.getEnumConstants()) {
      try {
        Field field = enumType.getField(((Enum<?>) constant).name());
        ConfigValue word = field.getAnnotation(ConfigValue.class);
        words.put(word == null ? field.getName() : word.value(), constant);
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException("An enum constant without its field: " + constant, e);
      }
    }
    return words;
  }

  /** A record or union that is looked at when it is first met, so that types may be recursive. */
  private record Deferred(Class<?> type) implements Shape {
    @Override
    public String wanted() {
      return structure(type).wanted();
    }

    @Override
    public Map<String, Object> schema(SchemaDefinitions definitions) {
      return SchemaParts.orDirective(definitions.reference(type));
    }

    @Override
    public @Nullable Object bind(Node node, Subject subject, BindingReport report) {
      return structure(type).bind(node, subject, report);
    }

    @Override
    public List<String> requiredKeys() {
      return structure(type).requiredKeys();
    }
  }
}

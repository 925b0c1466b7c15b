package dev.stacktape.build;

import java.util.Map;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;

/**
 * Makes what is on the stack a value of another type, as calls of lambdas do: see {@link
 * java.lang.invoke.LambdaMetafactory}.
 */
final class Conversion {
  private static final Type OBJECT = Type.getType(Object.class);
  private static final Map<Type, Type> PRIMITIVES =
      Map.of(
          Type.getType(Boolean.class), Type.BOOLEAN_TYPE,
          Type.getType(Byte.class), Type.BYTE_TYPE,
          Type.getType(Character.class), Type.CHAR_TYPE,
          Type.getType(Short.class), Type.SHORT_TYPE,
          Type.getType(Integer.class), Type.INT_TYPE,
          Type.getType(Long.class), Type.LONG_TYPE,
          Type.getType(Float.class), Type.FLOAT_TYPE,
          Type.getType(Double.class), Type.DOUBLE_TYPE);

  private Conversion() {}

  /** Writes what makes the value on the stack another's type; nothing where it is already. */
  static void convert(GeneratorAdapter code, Type from, Type to) {
    if (from.equals(to)) {
      return;
    }
    if (to.equals(Type.VOID_TYPE)) {
      drop(code, from);
    } else if (isPrimitive(from) && isPrimitive(to)) {
      code.cast(from, to);
    } else if (isPrimitive(from)) {
      code.valueOf(from);
    } else if (isPrimitive(to)) {
      unbox(code, from, to);
    } else if (!to.equals(OBJECT)) {
      code.checkCast(to);
    }
  }

  private static void drop(GeneratorAdapter code, Type type) {
    if (type.getSize() == 2) {
      code.pop2();
    } else {
      code.pop();
    }
  }

  /** An {@code Integer} may be wanted as a {@code long}: it is unboxed to what it holds first. */
  private static void unbox(GeneratorAdapter code, Type from, Type to) {
    Type held = PRIMITIVES.getOrDefault(from, to);
    code.unbox(held);
    if (!held.equals(to)) {
      code.cast(held, to);
    }
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() < Type.ARRAY && !type.equals(Type.VOID_TYPE);
  }
}

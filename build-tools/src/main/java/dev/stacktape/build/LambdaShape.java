package dev.stacktape.build;

import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/**
 * What lambdas have in common that one class can stand for.
 *
 * @param functional the interface that they implement
 * @param method the name of its method
 * @param descriptor the method's type, erased
 * @param captured the types of the values that they hold, first to last
 */
record LambdaShape(Type functional, String method, Type descriptor, List<Type> captured) {

  /** Of a call of {@link java.lang.invoke.LambdaMetafactory}. */
  static LambdaShape of(InvokeDynamicInsnNode lambda) {
    return new LambdaShape(
        Type.getReturnType(lambda.desc),
        lambda.name,
        (Type) lambda.bsmArgs[0],
        List.of(Type.getArgumentTypes(lambda.desc)));
  }

  /** The descriptor of what makes such a lambda, of the values that it captures and its number. */
  String factory() {
    return Type.getMethodDescriptor(functional, withNumber());
  }

  /** The types of {@link #captured}, and a number's. */
  Type[] withNumber() {
    return Stream.concat(captured.stream(), Stream.of(Type.INT_TYPE)).toArray(Type[]::new);
  }
}

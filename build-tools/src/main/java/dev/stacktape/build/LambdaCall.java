package dev.stacktape.build;

import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What one lambda does when it is called.
 *
 * @param method what it calls
 * @param instantiated the type of the interface's method with its type arguments, erased: what the
 *     lambda is given and answers
 */
record LambdaCall(Handle method, Type instantiated) {

  /** What the method takes, the object that it is called on first. */
  List<Type> parameters() {
    Stream<Type> declared = Stream.of(Type.getArgumentTypes(method.getDesc()));
    return switch (method.getTag()) {
      case Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
          Stream.concat(Stream.of(owner()), declared).toList();
      default -> declared.toList();
    };
  }

  /** What the method answers: of a constructor, the object that it makes. */
  Type result() {
    return isConstructor() ? owner() : Type.getReturnType(method.getDesc());
  }

  boolean isConstructor() {
    return method.getTag() == Opcodes.H_NEWINVOKESPECIAL;
  }

  /** The instruction that calls the method. */
  int opcode() {
    return switch (method.getTag()) {
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
      default ->
          throw new IllegalArgumentException(method + " cannot be called from another class");
    };
  }

  private Type owner() {
    return Type.getObjectType(method.getOwner());
  }
}

package dev.stacktape.build;

import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.H_INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.H_INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.H_NEWINVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Replaces the lambdas and method references of a class by plain classes, one for each shape of
 * them: what implements the same interface and captures the same types shares a class, which knows
 * by a number what to call.
 *
 * <p>The JVM makes a hidden class for each lambda when its place is first run, and no archive of
 * classes can keep it for a class loader that is not the JVM's own, as a Maven plugin's is. A model
 * of the AWS SDK has two lambdas for each of its members.
 *
 * <p>Left as they are: lambdas of interfaces, lambdas with further interfaces or that can be
 * serialized, and references to private methods that are not the lambdas' own. What is left is
 * still right, and only not quicker.
 */
final class PlainLambdas {
  private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";

  /** The methods of classes that cannot be called from another class of their package. */
  @FunctionalInterface
  interface PrivateMethods {
    /** Whether this method is private, as far as is known: not whether it exists. */
    boolean contain(String owner, String name, String descriptor);
  }

  private final ClassNode type;
  private final PrivateMethods privateMethods;
  private final Map<LambdaShape, LambdaClass> lambdas = new LinkedHashMap<>();

  /**
   * What was private, and how it is called now. The compiler has one method for lambdas that are
   * written alike.
   */
  private final Map<Handle, Handle> opened = new HashMap<>();

  private PlainLambdas(ClassNode type, PrivateMethods privateMethods) {
    this.type = type;
    this.privateMethods = privateMethods;
  }

  /**
   * The classes to have in place of one, by internal name: itself changed, and those of its
   * lambdas. Empty if it has none that can be replaced.
   *
   * @param content a class file
   */
  static Map<String, byte[]> replaced(byte[] content, PrivateMethods privateMethods) {
    var type = new ClassNode();
    new ClassReader(content).accept(type, 0);
    if ((type.access & ACC_INTERFACE) != 0) {
      return Map.of();
    }
    return new PlainLambdas(type, privateMethods).replaced();
  }

  private Map<String, byte[]> replaced() {
    for (MethodNode method : type.methods) {
      List<InvokeDynamicInsnNode> replaceable = replaceable(method);
      if (!replaceable.isEmpty()) {
        replaceable.forEach(
            dynamic -> replace(method.instructions, dynamic, LambdaShape.of(dynamic)));
        // Of what was on the stack when a lambda was made, there is a number more.
        method.maxStack++;
      }
    }
    if (lambdas.isEmpty()) {
      return Map.of();
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    lambdas.values().forEach(one -> classes.put(one.name(), one.bytes(type.version)));
    // What only the factory needed, such as its bootstrap methods, is left behind by a writer that
    // does not know the old constants.
    var writer = new ClassWriter(0);
    type.accept(writer);
    classes.put(type.name, writer.toByteArray());
    return classes;
  }

  private List<InvokeDynamicInsnNode> replaceable(MethodNode method) {
    List<InvokeDynamicInsnNode> found = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof InvokeDynamicInsnNode dynamic && isReplaceable(dynamic)) {
        found.add(dynamic);
      }
    }
    return found;
  }

  private boolean isReplaceable(InvokeDynamicInsnNode dynamic) {
    return dynamic.bsm.getOwner().equals(FACTORY)
        && dynamic.bsm.getName().equals("metafactory")
        && isCallable((Handle) dynamic.bsmArgs[1]);
  }

  private boolean isCallable(Handle method) {
    return isOwnLambda(method)
        || switch (method.getTag()) {
          case H_INVOKESTATIC, H_INVOKEVIRTUAL, H_INVOKEINTERFACE, H_NEWINVOKESPECIAL ->
              !privateMethods.contain(method.getOwner(), method.getName(), method.getDesc());
          // A private method, or one of super: no other class can call these.
          default -> false;
        };
  }

  private boolean isOwnLambda(Handle method) {
    return method.getOwner().equals(type.name) && method.getName().startsWith("lambda$");
  }

  private void replace(InsnList instructions, InvokeDynamicInsnNode dynamic, LambdaShape shape) {
    LambdaClass lambda =
        lambdas.computeIfAbsent(
            shape, unseen -> new LambdaClass(type.name + "$$Lambdas" + lambdas.size(), unseen));
    if (lambda.isFull()) {
      return;
    }
    var method = (Handle) dynamic.bsmArgs[1];
    int number =
        lambda.add(
            new LambdaCall(
                isOwnLambda(method) ? opened.computeIfAbsent(method, this::open) : method,
                (Type) dynamic.bsmArgs[2]));
    instructions.insertBefore(dynamic, number(number));
    instructions.set(
        dynamic,
        new MethodInsnNode(INVOKESTATIC, lambda.name(), LambdaClass.FACTORY, shape.factory()));
  }

  private static AbstractInsnNode number(int number) {
    return number <= Byte.MAX_VALUE ? new IntInsnNode(BIPUSH, number) : new LdcInsnNode(number);
  }

  /** Makes the body of a lambda one that other classes of the package can call. */
  private Handle open(Handle lambda) {
    MethodNode method =
        type.methods.stream()
            .filter(own -> own.name.equals(lambda.getName()) && own.desc.equals(lambda.getDesc()))
            .findFirst()
            .orElseThrow();
    method.access &= ~ACC_PRIVATE;
    if ((method.access & ACC_STATIC) != 0) {
      return lambda;
    }
    // Once it is not private, a class of the package that extends this one could override it by
    // chance: the compiler numbers them alike in each.
    method.name = method.name + "$" + type.name.replace('/', '_');
    return new Handle(H_INVOKEVIRTUAL, type.name, method.name, method.desc, false);
  }
}

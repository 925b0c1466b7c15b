package dev.stacktape.build;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/** Writes the class that stands for the lambdas of one {@link LambdaShape} in one class. */
final class LambdaClass {
  /** The static method that makes an instance: see {@link LambdaShape#factory()}. */
  static final String FACTORY = "of";

  private static final Type OBJECT = Type.getType(Object.class);

  /**
   * How many lambdas one class stands for at the most: they are cases of one method, which may have
   * 64 KiB.
   */
  private static final int MOST = 400;

  private final Type self;
  private final LambdaShape shape;
  private final List<LambdaCall> calls = new ArrayList<>();

  /**
   * Frames are computed: where cases begin nothing is on the stack and variables are as at the
   * beginning, so no types of others are looked at.
   */
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);

  /**
   * A class without lambdas.
   *
   * @param name its internal name, in the package of the class whose lambdas they are
   */
  LambdaClass(String name, LambdaShape shape) {
    this.self = Type.getObjectType(name);
    this.shape = shape;
  }

  String name() {
    return self.getInternalName();
  }

  /** Whether it can stand for no more of them. */
  boolean isFull() {
    return calls.size() == MOST;
  }

  /** Has it stand for one more lambda, and gives that one's number. */
  int add(LambdaCall call) {
    calls.add(call);
    return calls.size() - 1;
  }

  /**
   * A class file.
   *
   * @param version of its format
   */
  byte[] bytes(int version) {
    writer.visit(
        version,
        ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC,
        name(),
        null,
        OBJECT.getInternalName(),
        new String[] {shape.functional().getInternalName()});
    Type[] fields = shape.withNumber();
    for (int field = 0; field < fields.length; field++) {
      writer
          .visitField(
              ACC_PRIVATE | ACC_FINAL, field(field), fields[field].getDescriptor(), null, null)
          .visitEnd();
    }
    constructor(fields);
    factory(fields);
    functionalMethod();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String field(int number) {
    return "f" + number;
  }

  private void constructor(Type[] fields) {
    GeneratorAdapter code = method(ACC_PRIVATE, new Method("<init>", Type.VOID_TYPE, fields));
    code.loadThis();
    code.invokeConstructor(OBJECT, Method.getMethod("void <init>()"));
    for (int field = 0; field < fields.length; field++) {
      code.loadThis();
      code.loadArg(field);
      code.putField(self, field(field), fields[field]);
    }
    code.returnValue();
    code.endMethod();
  }

  private void factory(Type[] fields) {
    GeneratorAdapter code = method(ACC_STATIC, new Method(FACTORY, shape.factory()));
    code.newInstance(self);
    code.dup();
    code.loadArgs();
    code.invokeConstructor(self, new Method("<init>", Type.VOID_TYPE, fields));
    code.returnValue();
    code.endMethod();
  }

  private void functionalMethod() {
    GeneratorAdapter code =
        method(
            ACC_PUBLIC | ACC_FINAL, new Method(shape.method(), shape.descriptor().getDescriptor()));
    if (calls.size() > 1) {
      code.loadThis();
      code.getField(self, field(shape.captured().size()), Type.INT_TYPE);
      Label[] labels = Stream.generate(Label::new).limit(calls.size() - 1L).toArray(Label[]::new);
      Label last = new Label();
      code.visitTableSwitchInsn(0, labels.length - 1, last, labels);
      IntStream.range(0, labels.length)
          .forEach(
              number -> {
                code.mark(labels[number]);
                call(code, calls.get(number));
              });
      code.mark(last);
    }
    call(code, calls.get(calls.size() - 1));
    code.endMethod();
  }

  private void call(GeneratorAdapter code, LambdaCall call) {
    if (call.isConstructor()) {
      code.newInstance(call.result());
      code.dup();
    }
    List<Type> parameters = call.parameters();
    int captured = shape.captured().size();
    for (int field = 0; field < captured; field++) {
      code.loadThis();
      code.getField(self, field(field), shape.captured().get(field));
      Conversion.convert(code, shape.captured().get(field), parameters.get(field));
    }
    Type[] given = shape.descriptor().getArgumentTypes();
    Type[] instantiated = call.instantiated().getArgumentTypes();
    for (int argument = 0; argument < given.length; argument++) {
      code.loadArg(argument);
      Conversion.convert(code, given[argument], instantiated[argument]);
      Conversion.convert(code, instantiated[argument], parameters.get(captured + argument));
    }
    code.visitMethodInsn(
        call.opcode(),
        call.method().getOwner(),
        call.method().getName(),
        call.method().getDesc(),
        call.method().isInterface());
    Conversion.convert(code, call.result(), call.instantiated().getReturnType());
    Conversion.convert(
        code, call.instantiated().getReturnType(), shape.descriptor().getReturnType());
    code.returnValue();
  }

  private GeneratorAdapter method(int access, Method method) {
    return new GeneratorAdapter(access, method, null, null, writer);
  }
}

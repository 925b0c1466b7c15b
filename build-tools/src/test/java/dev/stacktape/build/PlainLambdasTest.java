package dev.stacktape.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Of classes whose lambdas were replaced: that they do what they did, and that the JVM's verifier
 * takes them.
 */
class PlainLambdasTest {
  private static final PlainLambdas.PrivateMethods SECRET =
      (owner, name, descriptor) -> name.equals("secret");

  /** Classes by name that are loaded before those of the tests. */
  private static final class Replaced extends ClassLoader {
    private final Map<String, byte[]> classes;

    Replaced(Map<String, byte[]> classes, ClassLoader parent) {
      super(parent);
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] content = classes.get(name.replace('.', '/'));
      if (content == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? defineClass(name, content, 0, content.length) : loaded;
      }
    }
  }

  @Test
  void lambdasDoWhatTheyDid() throws Exception {
    Map<String, byte[]> replaced = replaced(Lambdas.class, Lambdas.Extended.class);
    var loader = new Replaced(replaced, getClass().getClassLoader());

    assertThat(call(loader.loadClass(Lambdas.class.getName())))
        .isEqualTo(new Lambdas().call())
        .hasSizeGreaterThan(10);
    assertThat(call(loader.loadClass(Lambdas.Extended.class.getName())))
        .isEqualTo(new Lambdas.Extended().call());
  }

  @Test
  void oneClassStandsForAllLambdasOfItsShape() throws IOException {
    Map<String, byte[]> replaced = replaced(Lambdas.class);
    var shapes = new HashSet<List<String>>();
    for (Map.Entry<String, byte[]> type : replaced.entrySet()) {
      if (!type.getKey().equals(name(Lambdas.class))) {
        var reader = new ClassReader(type.getValue());
        var node = new ClassNode();
        reader.accept(node, 0);
        assertThat(node.interfaces).hasSize(1);
        List<String> shape = new ArrayList<>(node.interfaces);
        node.fields.forEach(field -> shape.add(field.desc));
        node.methods.forEach(method -> shape.add(method.name + method.desc));
        assertThat(shapes.add(shape))
            .as("%s stands for what another one stands for", type.getKey())
            .isTrue();
      }
    }
    assertThat(shapes).hasSizeGreaterThan(5);
  }

  @Test
  void whatCannotBeCalledFromOutsideIsLeft() throws IOException {
    List<String> left = dynamicCalls(replaced(Lambdas.class).get(name(Lambdas.class)));

    // The reference to a private method, and the lambda that can be serialized, which its reader
    // makes too. The
    // compiler made a lambda of the call of super.
    assertThat(left)
        .containsExactlyInAnyOrder("metafactory get", "altMetafactory get", "altMetafactory get");
    assertThat(dynamicCalls(content(Lambdas.class))).hasSizeGreaterThan(20);
  }

  @Test
  void classesWithoutLambdasAreNotTouched() throws IOException {
    assertThat(PlainLambdas.replaced(content(Replaced.class), SECRET)).isEmpty();
    assertThat(PlainLambdas.replaced(content(PlainLambdas.PrivateMethods.class), SECRET)).isEmpty();
  }

  /**
   * A library that others wrote, with Java 8 bytecode and more lambdas than anyone wants to write
   * for a test.
   */
  @Test
  void allClassesOfALibraryAreTakenByTheVerifier(@TempDir Path folder) throws Exception {
    Path original =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path changed = Files.copy(original, folder.resolve("changed.jar"));

    String left = "org/assertj/core/util";
    PlainLambdasOfJar.main(new String[] {changed.toString(), "org/assertj/core", "-" + left});

    Map<String, byte[]> classes = classes(changed);
    Set<String> before = classes(original).keySet();
    assertThat(classes.keySet()).containsAll(before).hasSizeGreaterThan(before.size() + 100);
    assertThat(classes.keySet())
        .filteredOn(name -> name.startsWith(left))
        .containsExactlyInAnyOrderElementsOf(
            before.stream().filter(name -> name.startsWith(left)).toList());
    var loader = new Replaced(classes, getClass().getClassLoader());
    int linked = 0;
    for (String name : classes.keySet()) {
      if (link(name.replace('/', '.'), loader)) {
        linked++;
      }
    }
    assertThat(linked).isGreaterThan(before.size() * 9 / 10);
  }

  /** Whether a class could be verified: it cannot be where it needs a library that is not here. */
  private static boolean link(String name, ClassLoader loader) throws ReflectiveOperationException {
    try {
      // Asking for methods is not enough: the verifier runs when a class is initialized.
      Class.forName(name, true, loader);
      return true;
    } catch (NoClassDefFoundError | ExceptionInInitializerError missing) {
      return false;
    }
  }

  private static Map<String, byte[]> classes(Path jar) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (var file = new JarFile(jar.toFile())) {
      for (ZipEntry entry :
          file.stream()
              .filter(each -> each.getName().matches("org/assertj/core/.*\\.class"))
              .toList()) {
        try (InputStream content = file.getInputStream(entry)) {
          classes.put(entry.getName().replace(".class", ""), content.readAllBytes());
        }
      }
    }
    return classes;
  }

  private static Map<String, byte[]> replaced(Class<?>... types) throws IOException {
    Map<String, byte[]> replaced = new HashMap<>();
    for (Class<?> type : types) {
      replaced.putAll(PlainLambdas.replaced(content(type), SECRET));
    }
    return replaced;
  }

  private static List<?> call(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return (List<?>) ((Callable<?>) constructor.newInstance()).call();
  }

  private static List<String> dynamicCalls(byte[] content) {
    var type = new ClassNode();
    new ClassReader(content).accept(type, 0);
    List<String> found = new ArrayList<>();
    for (MethodNode method : type.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof InvokeDynamicInsnNode dynamic
            && dynamic.bsm.getOwner().endsWith("LambdaMetafactory")) {
          found.add(dynamic.bsm.getName() + " " + dynamic.name);
        }
      }
    }
    return found;
  }

  private static byte[] content(Class<?> type) throws IOException {
    try (InputStream content = type.getResourceAsStream("/" + name(type) + ".class")) {
      return content.readAllBytes();
    }
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}

package dev.stacktape.artifact;

import dev.stacktape.artifact.ArtifactSpec.JavaFunction;
import dev.stacktape.artifact.JavaModule.Dependency;
import dev.stacktape.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether Lambda is going to find the handler of a Java function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">AWS on Java
 *     handlers</a>
 */
final class HandlerCheck {
  private static final Set<String> INTERFACES =
      Set.of(
          "com/amazonaws/services/lambda/runtime/RequestHandler",
          "com/amazonaws/services/lambda/runtime/RequestStreamHandler");

  /** Above that many classes nobody reads a list of handlers. */
  private static final int MOST_CLASSES = 5_000;

  private final JavaFunction function;
  private final JavaModule module;
  private final List<Dependency> classpath;
  private final BuildAdvice advice;

  HandlerCheck(
      JavaFunction function, JavaModule module, List<Dependency> classpath, BuildAdvice advice) {
    this.function = function;
    this.module = module;
    this.classpath = classpath;
    this.advice = advice;
  }

  /** What is wrong with the handler, if anything; without a place. */
  Optional<Problem> check() throws IOException {
    String[] names = function.handler().split("::", 2);
    try (ClassPath classes = new ClassPath(places())) {
      Optional<ClassFile> handler = classes.find(names[0].replace('.', '/'));
      if (handler.isEmpty()) {
        return classes.isIncomplete() ? Optional.empty() : Optional.of(classMissing(names[0]));
      }
      return names.length == 2
          ? checkMethod(classes, handler.get(), names[1])
          : checkInterface(classes, handler.get());
    }
  }

  private List<Path> places() {
    List<Path> places = new ArrayList<>(List.of(module.classesDirectory()));
    classpath.forEach(dependency -> places.add(dependency.path()));
    return places;
  }

  private static boolean isHandler(ClassFile type) {
    return type.interfaces().stream().anyMatch(INTERFACES::contains);
  }

  private Optional<Problem> checkMethod(ClassPath classes, ClassFile handler, String method)
      throws IOException {
    if (classes.anyInLine(handler, type -> type.methods().contains(method))) {
      return Optional.empty();
    }
    List<String> methods =
        handler.methods().stream().filter(name -> !name.contains("<")).sorted().toList();
    return Optional.of(
        ArtifactCode.ARTIFACT_HANDLER_METHOD_MISSING
            .error(
                "The class "
                    + readable(handler.name())
                    + " has no method "
                    + method
                    + ", which the handler of function "
                    + function.name()
                    + " names. It has "
                    + (methods.isEmpty() ? "none" : Words.firstOf(methods))
                    + ".")
            .hint("Correct the method behind '::' in the handler."));
  }

  private Optional<Problem> checkInterface(ClassPath classes, ClassFile handler)
      throws IOException {
    if (classes.anyInLine(handler, HandlerCheck::isHandler)) {
      return Optional.empty();
    }
    return Optional.of(
        ArtifactCode.ARTIFACT_HANDLER_NOT_A_HANDLER
            .error(
                "The class "
                    + readable(handler.name())
                    + ", the handler of function "
                    + function.name()
                    + ", implements neither RequestHandler nor RequestStreamHandler.")
            .hint(
                "Implement one of them, or name the method: " + function.handler() + "::method."));
  }

  private Problem classMissing(String className) throws IOException {
    List<String> candidates = candidates(className);
    return ArtifactCode.ARTIFACT_HANDLER_MISSING
        .error(
            "The class "
                + className
                + ", the handler of function "
                + function.name()
                + ", is neither among the compiled classes of "
                + module.id()
                + " nor in its dependencies.")
        .hint(
            candidates.isEmpty()
                ? advice.toCompile(module)
                : "Handlers in this module: " + Words.firstOf(candidates) + ".");
  }

  /** The handlers of the module; those that are called like the missing one come first. */
  private List<String> candidates(String className) throws IOException {
    String simpleName = className.substring(className.lastIndexOf('.') + 1);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(module.classesDirectory())) {
      List<Path> classFiles =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .limit(MOST_CLASSES)
              .sorted()
              .toList();
      for (Path file : classFiles) {
        addIfHandler(file, simpleName, found);
      }
    }
    return found;
  }

  private static void addIfHandler(Path file, String simpleName, List<String> found)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ClassFile type = ClassFile.read(in);
      if (isHandler(type)) {
        String name = readable(type.name());
        found.add(name.endsWith("." + simpleName) ? 0 : found.size(), name);
      }
    }
  }

  private static String readable(String internalName) {
    return internalName.replace('/', '.');
  }
}

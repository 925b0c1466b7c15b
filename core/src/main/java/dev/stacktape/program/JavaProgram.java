package dev.stacktape.program;

import static dev.stacktape.program.ProgramCode.PROGRAM_EXPORT;
import static dev.stacktape.program.ProgramCode.PROGRAM_RESULT;
import static dev.stacktape.program.ProgramCode.PROGRAM_THREW;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class of the project whose public static methods are called, in a class loader of its own that
 * knows the module, its libraries and the JDK. There is no sandbox around it: like a Maven plugin
 * it may do what its user may do.
 */
public final class JavaProgram implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final Class<?> type;
  private final URLClassLoader loader;

  private JavaProgram(String name, Class<?> type, URLClassLoader loader) {
    this.name = name;
    this.type = type;
    this.loader = loader;
  }

  /**
   * Loads a class out of the first module that has it.
   *
   * @param name such as {@code com.acme.Directives}
   * @throws StacktapeException {@code PROGRAM_EXPORT}, {@code PROGRAM_THREW}
   */
  public static JavaProgram open(String name, List<CompiledModule> modules) {
    String file = name.replace('.', '/') + ".class";
    CompiledModule module =
        modules.stream()
            .filter(each -> Files.isRegularFile(each.classes().resolve(file)))
            .findFirst()
            .orElseThrow(() -> new StacktapeException(notCompiled(name, modules)));
    List<Path> classPath = new ArrayList<>(List.of(module.classes()));
    classPath.addAll(module.libraries().get());
    URLClassLoader loader =
        new URLClassLoader(
            classPath.stream().map(JavaProgram::url).toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
    try {
      return new JavaProgram(name, Class.forName(name, true, loader), loader);
    } catch (ClassNotFoundException | LinkageError e) {
      close(loader);
      throw new StacktapeException(
          PROGRAM_THREW
              .error("The class `%s` cannot be loaded: %s.".formatted(name, said(cause(e))))
              .hint("It gets the module's classes and what the module needs at run time."),
          e);
    }
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private static Problem notCompiled(String name, List<CompiledModule> modules) {
    return PROGRAM_EXPORT
        .error("There is no compiled class `%s`.".formatted(name))
        .hint(
            modules.isEmpty()
                ? "Classes are looked for in the Maven modules of the project; there is none here."
                : "Is the name right, with its package? Compile it first, such as with `mvn"
                    + " compile`.");
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls a public static method.
   *
   * @param arguments text, numbers, booleans, lists and maps
   * @return {@code {"value": ...}} as JSON, or {@code null} where the method gives nothing
   * @throws StacktapeException {@code PROGRAM_EXPORT}, {@code PROGRAM_THREW}, {@code
   *     PROGRAM_RESULT}
   */
  public String call(String method, List<@Nullable Object> arguments) {
    List<Method> named =
        Arrays.stream(type.getMethods())
            .filter(each -> Modifier.isStatic(each.getModifiers()))
            .filter(each -> each.getName().equals(method))
            .toList();
    for (Method each : named) {
      Object[] values = Arguments.of(each, arguments);
      if (values != null) {
        return json(method, invoke(each, values));
      }
    }
    throw new StacktapeException(named.isEmpty() ? noMethod(method) : unfit(named.get(0)));
  }

  private @Nullable Object invoke(Method method, @Nullable Object[] values) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return method.invoke(null, values);
    } catch (InvocationTargetException e) {
      throw new StacktapeException(
          PROGRAM_THREW.error(
              "`%s.%s` threw %s."
                  .formatted(name, method.getName(), said(cause(e.getTargetException())))),
          e);
    } catch (IllegalAccessException | LinkageError e) {
      throw new StacktapeException(
          PROGRAM_EXPORT
              .error(
                  "`%s.%s` cannot be called: %s.".formatted(name, method.getName(), said(cause(e))))
              .hint("Both the class and the method are public."),
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private String json(String method, @Nullable Object result) {
    try {
      return result == null
          ? "null"
          : JSON.writeValueAsString(Collections.singletonMap("value", result));
    } catch (JsonProcessingException e) {
      throw new StacktapeException(
          PROGRAM_RESULT
              .error(
                  "`%s.%s` gives a %s, which is no value of a config."
                      .formatted(name, method, result.getClass().getName()))
              .hint("Give text, a number, a boolean, a list, a map or a record of these."),
          e);
    }
  }

  private Problem noMethod(String method) {
    List<String> known =
        Arrays.stream(type.getMethods())
            .filter(each -> Modifier.isStatic(each.getModifiers()))
            .map(Method::getName)
            .distinct()
            .sorted()
            .toList();
    return PROGRAM_EXPORT
        .error("`%s` has no public static method `%s`.".formatted(name, method))
        .hint(
            DidYouMean.closest(method, known)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse(
                    known.isEmpty()
                        ? "A directive in Java is a public static method of a public class."
                        : "It has " + String.join(", ", known) + "."));
  }

  private Problem unfit(Method method) {
    List<String> types =
        Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
    return PROGRAM_EXPORT
        .error("`%s.%s` does not take these arguments.".formatted(name, method.getName()))
        .hint("It takes (" + String.join(", ", types) + ").");
  }

  /** What was thrown, with the line of the user's that it comes from. */
  private static String said(Throwable thrown) {
    String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    String place =
        Arrays.stream(thrown.getStackTrace())
            .findFirst()
            .filter(frame -> frame.getFileName() != null && !(thrown instanceof LinkageError))
            .map(frame -> " (%s:%d)".formatted(frame.getFileName(), frame.getLineNumber()))
            .orElse("");
    return thrown.getClass().getSimpleName() + message + place;
  }

  @Override
  public void close() {
    close(loader);
  }

  private static void close(URLClassLoader loader) {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values of a config as arguments of a method. */
  private static final class Arguments {
    private Arguments() {}

    /** In the types of its parameters; null where they do not fit. */
    static @Nullable Object @Nullable [] of(Method method, List<@Nullable Object> values) {
      Class<?>[] wanted = method.getParameterTypes();
      if (wanted.length != values.size()) {
        return null;
      }
      @Nullable Object[] arguments = new Object[wanted.length];
      for (int i = 0; i < wanted.length; i++) {
        Object value = values.get(i);
        if (value == null || !fits(value, wanted[i])) {
          return null;
        }
        arguments[i] = value instanceof Number ? JSON.convertValue(value, wanted[i]) : value;
      }
      return arguments;
    }

    private static boolean fits(Object value, Class<?> type) {
      if (value instanceof Boolean) {
        return type == boolean.class || type.isInstance(value);
      }
      if (value instanceof Number number) {
        boolean whole = number.doubleValue() == Math.rint(number.doubleValue());
        return type == Object.class
            || type == double.class
            || type == Double.class
            || Number.class.isAssignableFrom(type)
            || (whole && (type == int.class || type == long.class));
      }
      return (value instanceof String || value instanceof List || value instanceof Map)
          && type.isInstance(value);
    }
  }
}

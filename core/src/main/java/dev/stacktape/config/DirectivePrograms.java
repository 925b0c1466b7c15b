package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.DIRECTIVE_FILE;
import static dev.stacktape.config.ConfigCode.DIRECTIVE_NOT_SUPPORTED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.program.JavaProgram;
import dev.stacktape.program.Program;
import dev.stacktape.program.Programs;
import dev.stacktape.program.PythonProgram;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the programs that directives are or read. Each is bundled once for a config and stays loaded
 * until all directives are resolved.
 */
final class DirectivePrograms implements AutoCloseable {
  private final LoadContext context;
  private final Path directory;
  private final Problems problems;
  private final Map<Path, Program> opened = new HashMap<>();
  private final Map<String, JavaProgram> loaded = new HashMap<>();

  /**
   * @param directory what paths are relative to
   * @param problems takes warnings
   */
  DirectivePrograms(LoadContext context, Path directory, Problems problems) {
    this.context = context;
    this.directory = directory;
    this.problems = problems;
  }

  /** What a directive's function gives for the arguments of a call. */
  Node result(ProgramFile file, Invocation call) {
    List<@Nullable Object> arguments = new ArrayList<>();
    call.args().forEach(arg -> arguments.add(arg.toPlain()));
    if (file.isPython()) {
      return python(file, arguments, call);
    }
    String export = file.export() == null ? "default" : file.export();
    return run(file, "__export", Arrays.asList(export, arguments, file.path()), call);
  }

  /**
   * What a method in Java gives for the arguments of a call.
   *
   * @param name the method where the config names only the class
   */
  Node result(JavaMethod method, String name, Invocation call) {
    refuseWhereConfined(method.type(), "Java");
    List<@Nullable Object> arguments = new ArrayList<>();
    call.args().forEach(arg -> arguments.add(arg.toPlain()));
    String called = method.method() == null ? name : method.method();
    return given(method.type(), call, () -> program(method).call(called, arguments));
  }

  private JavaProgram program(JavaMethod method) {
    JavaProgram program = loaded.get(method.type());
    if (program == null) {
      ConfigPrograms programs = context.programs();
      program = JavaProgram.open(method.type(), programs == null ? List.of() : programs.modules());
      loaded.put(method.type(), program);
    }
    return program;
  }

  /** What {@code $File} reads of a program: one of its exports, or all. */
  Node exported(ProgramFile file, Invocation call) {
    if (file.isPython()) {
      return python(file, List.of(), call);
    }
    return file.export() == null
        ? run(file, "__exports", List.of(parameters(), file.path()), call)
        : run(file, "__export", Arrays.asList(file.export(), null, file.path()), call);
  }

  private Node run(ProgramFile file, String function, List<?> arguments, Invocation call) {
    return given(file.path(), call, () -> program(file).call(function, arguments));
  }

  private Node python(ProgramFile file, List<?> arguments, Invocation call) {
    refuseWhereConfined(file.path(), "Python");
    String function = file.export() == null ? "main" : file.export();
    return given(
        file.path(),
        call,
        () -> new PythonProgram(programs(file), existing(file)).call(function, arguments));
  }

  /** Only programs in the sandbox can be kept to the project. */
  private void refuseWhereConfined(String program, String language) {
    if (isConfined()) {
      throw new DirectiveFailure(
          DIRECTIVE_NOT_SUPPORTED
              .error(
                  "`%s` is a program in %s, which nothing keeps to the project; it is not run here."
                      .formatted(BindingReport.shown(program), language))
              .hint("Write it in TypeScript or JavaScript, or use the Maven goals."));
    }
  }

  private Node given(String file, Invocation call, Supplier<String> run) {
    try {
      JsonNode result = ProgramResult.parse(run.get());
      if (result.isNull()) {
        throw call.noValue("`" + file + "` gives nothing", null);
      }
      return ProgramResult.nodes(result.path("value"), call.location());
    } catch (StacktapeException e) {
      List<Problem> found = e.problems();
      found.subList(0, found.size() - 1).forEach(problems::add);
      Problem last = found.get(found.size() - 1);
      boolean placed = last.location() != null && last.location().line() > 0;
      throw new DirectiveFailure(placed ? last : last.at(null));
    }
  }

  private Program program(ProgramFile file) {
    Path path = existing(file);
    Program program = opened.get(path);
    if (program == null) {
      program = programs(file).open(path, problems);
      opened.put(path, program);
    }
    return program;
  }

  private Programs programs(ProgramFile file) {
    ConfigPrograms programs = context.programs();
    if (programs == null) {
      throw new DirectiveFailure(
          DIRECTIVE_NOT_SUPPORTED.error(
              "`%s` is a program, and programs are not run here."
                  .formatted(BindingReport.shown(file.path()))));
    }
    return programs.programs();
  }

  private Map<String, Object> parameters() {
    return context.programs() == null ? Map.of() : context.programs().parameters();
  }

  private boolean isConfined() {
    ConfigPrograms programs = context.programs();
    return programs != null && programs.confined();
  }

  /** Whether a file may be read at all. */
  boolean mayRead(Path file) {
    ConfigPrograms programs = context.programs();
    return programs == null || !programs.confined() || programs.programs().folder().contains(file);
  }

  private Path existing(ProgramFile file) {
    try {
      Path path = directory.resolve(file.path()).normalize();
      if (!Files.isRegularFile(path)) {
        throw unusable(file, "does not exist", "Paths are relative to " + directory + ".");
      }
      if (!programs(file).folder().contains(path)) {
        throw unusable(
            file,
            "lies outside of the project folder " + programs(file).folder().root(),
            "Move it into the project.");
      }
      return path;
    } catch (InvalidPathException e) {
      throw unusable(file, "is not a path", null);
    }
  }

  private static DirectiveFailure unusable(ProgramFile file, String why, @Nullable String hint) {
    return new DirectiveFailure(
        DIRECTIVE_FILE
            .error("The file `%s` %s.".formatted(BindingReport.shown(file.path()), why))
            .hint(hint));
  }

  @Override
  public void close() {
    opened.values().forEach(Program::close);
    loaded.values().forEach(JavaProgram::close);
  }
}

package dev.stacktape.config;

import dev.stacktape.problem.Problems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directives that a config defines for itself, in a programming language. */
final class CustomDirectives {
  private final Map<String, Directive> directives = new HashMap<>();
  private final Path directory;

  /**
   * @param directory what the paths of programs start from
   */
  CustomDirectives(Node.Mapping root, Path directory, Problems problems) {
    this.directory = directory;
    if (root.get("directives") instanceof Node.Sequence list) {
      list.items().forEach(item -> register(item, problems));
    }
  }

  private void register(Node definition, Problems problems) {
    if (!(definition instanceof Node.Mapping map)
        || !(map.get("name") instanceof Node.Scalar scalar)
        || !(scalar.value() instanceof String name)) {
      return; // the binder says what is wrong with it
    }
    boolean builtIn = Directives.find(name) != null;
    if (builtIn || directives.containsKey(name)) {
      problems.add(DirectiveProblems.duplicate(name, builtIn).at(scalar.location()));
    } else if (map.get("filePath") instanceof Node.Scalar path
        && path.value() instanceof String file) {
      directives.put(name, directive(name, file, path));
      checkFile(name, file, path, problems);
    }
  }

  /** A program that is not there is told where it is named, whether it is used or not. */
  private void checkFile(String name, String file, Node.Scalar path, Problems problems) {
    ProgramFile program = ProgramFile.of(file);
    if (program == null || DirectiveText.isDirective(file)) {
      return; // a class is looked for when it is used
    }
    try {
      Path found = directory.resolve(program.path()).normalize();
      if (found.startsWith(directory) && !Files.isRegularFile(found)) {
        problems.add(
            ConfigCode.DIRECTIVE_FILE
                .error(
                    "`$%s` is to be found in `%s`, which does not exist."
                        .formatted(name, BindingReport.shown(program.path())))
                .at(path.location())
                .hint("Paths start from the folder of the config."));
        directives.put(
            name,
            new Directive.LoadTime(
                name,
                Signature.NONE.andMore(),
                call -> {
                  throw DirectiveFailure.reportedBefore();
                }));
      }
    } catch (InvalidPathException notAPath) {
      problems.add(DirectiveProblems.notAProgram(name, file).at(path.location()));
    }
  }

  /** Any arguments are taken: only the program knows which it wants. */
  private static Directive directive(String name, String file, Node.Scalar path) {
    return new Directive.LoadTime(
        name,
        Signature.NONE.andMore(),
        call -> {
          ProgramFile program = ProgramFile.of(file);
          JavaMethod method = program == null ? JavaMethod.of(file) : null;
          if (method != null) {
            return call.programs().result(method, name, call);
          }
          if (program == null) {
            throw new DirectiveFailure(
                DirectiveProblems.notAProgram(name, file).at(path.location()));
          }
          return call.programs().result(program, call);
        });
  }

  @Nullable Directive find(String name) {
    return directives.get(name);
  }
}

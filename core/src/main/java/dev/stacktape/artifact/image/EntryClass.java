package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.ClassFile;
import dev.stacktape.artifact.JavaModule;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The class that a program starts in: the one that its entry file becomes when it is compiled. */
final class EntryClass {
  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.$\\p{L}]+)", Pattern.MULTILINE);

  private final JavaModule module;
  private final Path file;

  EntryClass(JavaModule module, Path file) {
    this.module = module;
    this.file = file;
  }

  /**
   * Its name, such as {@code com.acme.Main}; empty when it cannot be started, which is reported.
   */
  Optional<String> find(Problems problems) throws IOException {
    String simple = String.valueOf(file.getFileName()).replaceAll("\\.\\w+$", "");
    Matcher line = PACKAGE.matcher(Files.readString(file));
    String prefix = line.find() ? line.group(1) + "." : "";
    // What stands outside of classes in Kotlin is compiled to a class of its own.
    List<String> candidates =
        file.toString().endsWith(".kt")
            ? List.of(prefix + simple + "Kt", prefix + simple)
            : List.of(prefix + simple);
    Optional<String> missing = Optional.empty();
    for (String name : candidates) {
      Path compiled = module.classesDirectory().resolve(name.replace('.', '/') + ".class");
      if (Files.isRegularFile(compiled)) {
        if (canStart(compiled)) {
          return Optional.of(name);
        }
        missing = Optional.of(name);
      }
    }
    problems.add(problem(candidates.get(0), missing));
    return Optional.empty();
  }

  /** A main method may be inherited too; where from is left to the JVM. */
  private static boolean canStart(Path compiled) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(compiled))) {
      ClassFile read = ClassFile.read(in);
      return read.methods().contains("main") || !"java/lang/Object".equals(read.superName());
    }
  }

  private Problem problem(String expected, Optional<String> withoutMain) {
    return withoutMain
        .map(
            name ->
                ArtifactCode.IMAGE_MAIN_MISSING
                    .error(name + " has no main method, so no container can start in it.")
                    .hint("Let entryfilePath name the file with `main`."))
        .orElseGet(
            () ->
                ArtifactCode.IMAGE_MAIN_MISSING
                    .error(
                        "There is no class %s in %s."
                            .formatted(expected, module.classesDirectory()))
                    .hint("Compile " + module.id() + " first; entryfilePath names its source."));
  }
}

package dev.stacktape.config;

import static dev.stacktape.config.ConfigCode.DIRECTIVE_FILE;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Directives that read files, or run them. Paths are relative to the config unless they are
 * absolute.
 */
final class FileDirectives {
  private FileDirectives() {}

  /** {@code $File}: the content of a YAML, JSON, INI or .env file as values. */
  static Node parsed(Invocation call) {
    ProgramFile program = ProgramFile.of(call.text(0));
    if (program != null) {
      return call.programs().exported(program, call);
    }
    Path file = path(call);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String shown = ConfigFiles.nameOf(file, call.directory());
    if (name.startsWith(".env")) {
      return EnvFile.read(new SourceText(shown, text(file, call)));
    }
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "yml", "yaml", "json" -> document(shown, text(file, call), call);
      case "ini" -> IniFile.read(new SourceText(shown, text(file, call)));
      default ->
          throw failure(
              DIRECTIVE_FILE,
              call,
              "is not of a kind that `$File` reads",
              "It reads `.env`, `.yml`, `.yaml`, `.json` and `.ini`, and runs `.ts`, `.js` and"
                  + " `.py`; `$FileRaw` reads any text.");
    };
  }

  /** {@code $FileRaw}: the content of a file as text. */
  static Node raw(Invocation call) {
    return call.result(text(path(call), call));
  }

  private static Path path(Invocation call) {
    try {
      Path file = call.directory().resolve(call.text(0)).normalize();
      if (!call.programs().mayRead(file)) {
        throw failure(
            DIRECTIVE_FILE, call, "lies outside of the project", "Move it into the project.");
      }
      return file;
    } catch (InvalidPathException e) {
      throw failure(DIRECTIVE_FILE, call, "is not a path", null);
    }
  }

  private static String text(Path file, Invocation call) {
    try {
      return TextFile.read(file);
    } catch (TextFile.Unusable e) {
      throw failure(
          DIRECTIVE_FILE,
          call,
          e.reason(),
          "Paths are relative to " + call.directory().toAbsolutePath().normalize() + ".");
    }
  }

  private static Node document(String name, String text, Invocation call) {
    Node node = ConfigReader.readDocument(name, text, call.problems());
    if (node == null) {
      throw failure(DIRECTIVE_FILE, call, "cannot be read", "See the problem in that file.");
    }
    return node;
  }

  private static DirectiveFailure failure(
      ConfigCode code, Invocation call, String what, @Nullable String hint) {
    String file = BindingReport.shown(call.text(0));
    return new DirectiveFailure(code.error("The file `" + file + "` " + what + ".").hint(hint));
  }
}

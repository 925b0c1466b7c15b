package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Starts functions through an interpreter of the machine: Node.js and Python with a runtime loop of
 * ours, {@code provided} with the function's own {@code bootstrap} under a shell.
 *
 * @param runtimePrefix of the runtimes that it starts
 * @param interpreter the program's name, looked up in PATH
 * @param script a resource beside this class
 */
record ScriptLauncher(String runtimePrefix, String interpreter, String script, Path folder)
    implements Launcher {

  static List<Launcher> all(Path folder) {
    return List.of(
        new ScriptLauncher("nodejs", "node", "node-runtime.mjs", folder),
        new ScriptLauncher("python", "python3", "python_runtime.py", folder),
        new ScriptLauncher("provided", "sh", "provided-runtime.sh", folder));
  }

  @Override
  public boolean starts(String runtime) {
    return runtime.startsWith(runtimePrefix);
  }

  @Override
  public List<String> command(FunctionVersion function, Path taskRoot, List<Path> layers) {
    if (runtimePrefix.equals("provided") && !Files.exists(taskRoot.resolve("bootstrap"))) {
      throw new AwsError(
          500, "Runtime.InvalidEntrypoint", "The code has no file 'bootstrap' at its root");
    }
    return List.of(find(function.runtime()), unpackedScript().toString(), function.handler());
  }

  private String find(String runtime) {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    String path = System.getenv("PATH");
    for (String place : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      Path program = Path.of(place, windows ? interpreter + ".exe" : interpreter);
      if (!place.isEmpty() && Files.isExecutable(program)) {
        return program.toString();
      }
    }
    throw new AwsError(
        500,
        "Runtime.InterpreterMissing",
        String.format(
            "Functions with runtime %s run here by '%s', which is not on the PATH of this machine.",
            runtime, interpreter));
  }

  private Path unpackedScript() {
    Path file = folder.resolve(script);
    try (InputStream in = ScriptLauncher.class.getResourceAsStream(script)) {
      if (in == null) {
        throw new IllegalStateException("Resource missing: " + script);
      }
      StateStore.replace(file, in.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

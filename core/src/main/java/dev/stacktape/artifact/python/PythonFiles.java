package dev.stacktape.artifact.python;

import dev.stacktape.artifact.Folder;
import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Unwanted;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of a Python project that belong to the running program: all but those of tools, tests
 * and builds, because code may read templates, models and other data that lie beside it.
 */
record PythonFiles(Path root, Path entryFile) {
  private static final Set<String> NEVER =
      Set.of("__pycache__", "node_modules", "venv", "cdk.out", "__pypackages__");

  /** Only at the root do these names mean what they usually mean. */
  private static final Set<String> NOT_AT_THE_ROOT =
      Set.of(
          "build",
          "dist",
          "target",
          "test",
          "tests",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "uv.lock",
          "poetry.lock",
          "pipfile",
          "pipfile.lock",
          "pdm.lock",
          "tox.ini",
          "pytest.ini",
          "noxfile.py",
          "conftest.py",
          "makefile",
          "package.json",
          "package-lock.json");

  private static final Pattern NOT_AT_THE_ROOT_LIKE =
      Pattern.compile(
          "requirements.*\\.(txt|in)|readme.*|changelog.*|dockerfile.*|(docker-)?compose.*\\.ya?ml"
              + "|stacktape\\.(ya?ml|json|m?js|ts)|stacktape-images\\.lock\\.json|.*\\.md");

  List<Part> parts(Problems problems) throws IOException {
    String entry = root.relativize(entryFile).toString().replace('\\', '/');
    return Folder.parts(
        root,
        path -> entry.equals(path) || entry.startsWith(path + "/") || isWelcome(path),
        problems);
  }

  private boolean isWelcome(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (Unwanted.of(name) == Unwanted.SECRET) {
      return true; // it is left out later, and the user is told
    }
    if (name.startsWith(".")
        || NEVER.contains(name)
        || name.endsWith(".pyc")
        || name.endsWith(".pyo")
        || name.endsWith(".egg-info")
        || Files.exists(root.resolve(path).resolve("pyvenv.cfg"))) {
      return false;
    }
    boolean atTheRoot = path.indexOf('/') < 0;
    return !atTheRoot
        || (!NOT_AT_THE_ROOT.contains(name) && !NOT_AT_THE_ROOT_LIKE.matcher(name).matches());
  }
}

package dev.stacktape.artifact.image;

import dev.stacktape.artifact.FileChoice;
import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.Program.Serving;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.PythonOptions;
import dev.stacktape.artifact.python.PythonPackager;
import dev.stacktape.artifact.python.PythonProgram;
import dev.stacktape.artifact.python.PythonSource;
import dev.stacktape.artifact.python.PythonSource.Platform;
import dev.stacktape.file.AtomicFile;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program in Python: its dependencies, then its files, on Debian's Python. A web application is
 * served by uvicorn or gunicorn; where its dependencies do not have the server, a fixed version of
 * it is added.
 *
 * @param workFolder for the list of what is added
 */
record PythonImage(
    SourceImage spec, Program.Python program, PythonPackager packager, Path workFolder)
    implements SourceRecipe.Planning {
  private static final String PACKAGES = ImagePlan.HOME + "/packages";

  /** Where containers listen when nobody says otherwise. */
  private static final String PORT = "3000";

  /** A server, and the versions that are added where a program has none. */
  private enum Server {
    UVICORN("uvicorn", "0.54.0", "0.34.3"),
    GUNICORN("gunicorn", "26.2.0", "23.0.0");

    private final String module;
    private final String version;
    private final String versionForOldPython;

    Server(String module, String version, String versionForOldPython) {
      this.module = module;
      this.version = version;
      this.versionForOldPython = versionForOldPython;
    }

    /** The line of a requirements.txt for a version of Python such as {@code 3.12}. */
    String requirement(String python) {
      int minor = Integer.parseInt(python.substring(python.indexOf('.') + 1));
      return module + "==" + (minor >= 12 ? version : versionForOldPython);
    }

    static Server of(Serving serving) {
      return serving == Serving.ASGI ? UVICORN : GUNICORN;
    }

    boolean isIn(List<Part> packages) {
      return packages.stream().anyMatch(part -> part.path().startsWith(module + "/"));
    }
  }

  @Override
  public ImagePlan plan(Problems problems) throws IOException {
    PythonProgram packed = pack(program.options(), spec.files(), problems);
    ForeignLibraries.check(spec, packed.survey(), problems);
    return new ImagePlan(
        "public.ecr.aws/docker/library/python:" + program.version() + "-slim",
        List.of(
            new ImageLayer("packages", ImageFile.of(PACKAGES, packed.packages()), false),
            new ImageLayer("server", server(packed, problems), false),
            new ImageLayer("program", ImageFile.of(ImagePlan.HOME, packed.files()), false)),
        entrypoint(),
        environment(),
        spec.architecture());
  }

  private PythonProgram pack(PythonOptions options, FileChoice files, Problems problems)
      throws IOException {
    return packager.pack(
        new PythonSource(
            spec.entryFile(),
            null,
            program.version(),
            Platform.glibc(spec.architecture()),
            options,
            files),
        problems);
  }

  private List<ImageFile> server(PythonProgram packed, Problems problems) throws IOException {
    Serving serving = program.serving();
    if (serving == null) {
      return List.of();
    }
    Server server = Server.of(serving);
    if (server.isIn(packed.packages()) || server.isIn(packed.files())) {
      return List.of();
    }
    Path list = workFolder.resolve(server.module).resolve("requirements.txt");
    AtomicFile.write(list, server.requirement(program.version()) + "\n");
    PythonOptions only =
        new PythonOptions(
            program.options().root(), list, List.of(), List.of(), List.of(), List.of());
    PythonProgram added = pack(only, FileChoice.none(spec.files().directory()), problems);
    List<String> there = packed.packages().stream().map(Part::path).toList();
    return ImageFile.of(
        PACKAGES, added.packages().stream().filter(part -> !there.contains(part.path())).toList());
  }

  /** In exec form and without a shell, so that Python gets SIGTERM. */
  private List<String> entrypoint() {
    String application = program.module() + ":" + program.application();
    if (program.serving() == Serving.ASGI) {
      return List.of(
          "python",
          "-c",
          "import os, uvicorn; uvicorn.run('%s', host=os.environ.get('HOST', '0.0.0.0'),"
                  .formatted(application)
              + " port=int(os.environ['PORT']))");
    }
    if (program.serving() == Serving.WSGI) {
      // It listens where PORT says by itself.
      return List.of("python", "-m", "gunicorn", application);
    }
    return isInPackage()
        ? List.of("python", "-m", program.module())
        : List.of("python", ImagePlan.HOME + "/" + program.module().replace('.', '/') + ".py");
  }

  /** A module of a package may import others relative to itself only when it is run as one. */
  private boolean isInPackage() {
    @Nullable Path folder = spec.entryFile().getParent();
    return folder != null && Files.isRegularFile(folder.resolve("__init__.py"));
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", ImagePlan.HOME);
    environment.put("PYTHONPATH", ImagePlan.HOME + ":" + PACKAGES);
    environment.put("PYTHONUNBUFFERED", "1");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    if (program.serving() != null) {
      environment.put("PORT", PORT);
    }
    return environment;
  }
}

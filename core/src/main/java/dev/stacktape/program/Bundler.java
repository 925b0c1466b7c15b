package dev.stacktape.program;

import static dev.stacktape.program.ProgramCode.PROGRAM_IMPORT;
import static dev.stacktape.program.ProgramCode.PROGRAM_OUTSIDE;
import static dev.stacktape.program.ProgramCode.PROGRAM_SUSPICIOUS;
import static dev.stacktape.program.ProgramCode.PROGRAM_SYNTAX;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stacktape.esbuild.Esbuild;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.esbuild.EsbuildMessage;
import dev.stacktape.file.Folders;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes one text out of a file and all that it imports, types stripped. */
final class Bundler {
  private static final Pattern UNRESOLVED = Pattern.compile("Could not resolve \"(.*)\"");
  private static final Pattern NO_EXPORT =
      Pattern.compile("No matching export in \"(.*)\" for import \"(.*)\"");
  private static final Pattern UNDEFINED =
      Pattern.compile("Import \"(.*)\" will always be undefined because .* in \"(.*)\"");
  private static final Pattern NO_LOADER =
      Pattern.compile("No loader is configured for \".*\" files: (.*)");
  private static final Pattern EXPORTED =
      Pattern.compile("^export (?:const|class|function) ([\\w$]+)", Pattern.MULTILINE);

  private final EsbuildBinary esbuild;
  private final ProjectFolder folder;
  private final Map<String, String> modules;
  private final Sources sources;

  /**
   * @param modules texts of modules that are no files of the project, by the name they are imported
   *     with
   */
  Bundler(
      EsbuildBinary esbuild, ProjectFolder folder, Map<String, String> modules, Sources sources) {
    this.esbuild = esbuild;
    this.folder = folder;
    this.modules = Map.copyOf(modules);
    this.sources = sources;
  }

  /**
   * @throws StacktapeException with what is wrong in the files, each at its line
   */
  Bundle bundle(Path entry, Problems problems) {
    try {
      Path work = Files.createTempDirectory("stacktape-bundle");
      try {
        return bundle(entry, work, problems);
      } finally {
        Folders.delete(work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bundle bundle(Path entry, Path work, Problems problems) throws IOException {
    Path real = entry.toRealPath();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                real.toString(),
                "--bundle",
                "--format=iife",
                "--global-name=__program",
                "--platform=node",
                "--target=es2022",
                "--legal-comments=none",
                "--sourcemap=external",
                "--sources-content=false",
                // Promises that nobody waits for are told of only when they are made with `new`.
                "--supported:async-await=false",
                "--metafile=" + work.resolve("inputs.json"),
                "--outfile=" + work.resolve("bundle.js")));
    arguments.addAll(FileNames.DEFINITIONS);
    for (Map.Entry<String, String> module : modules.entrySet()) {
      Path file = work.resolve(module.getKey() + ".js");
      Files.writeString(file, module.getValue());
      arguments.add("--alias:" + module.getKey() + "=" + file.toString().replace('\\', '/'));
    }
    Esbuild.Run run = esbuild.forProject(folder.root()).run(folder.root(), arguments);
    Problems found = new Problems();
    run.messages().forEach(message -> found.add(problem(message)));
    found.throwIfErrors();
    checkInputs(work, real);
    problems.addAll(found.sorted());
    SourceMap map = sourceMap(Files.readString(work.resolve("bundle.js.map")), work.toRealPath());
    String code = Files.readString(work.resolve("bundle.js"));
    FileNames names = FileNames.in(code, map, real, folder.root()::resolve);
    return new Bundle(real, names.locals(), names.code(), map);
  }

  /** With sources relative to the project folder instead of the bundle. */
  private SourceMap sourceMap(String json, Path work) {
    return SourceMap.parse(json)
        .withSources(
            source -> {
              Path file = work.resolve(decoded(source)).normalize();
              return file.startsWith(folder.root())
                  ? folder.root().relativize(file).toString()
                  : file.toString();
            });
  }

  /** Sources in a map are URLs: esbuild writes {@code ä} as {@code %C3%A4}, and a plus as it is. */
  private static String decoded(String source) {
    return URLDecoder.decode(source.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  // ---- what lies outside ----

  private void checkInputs(Path work, Path entry) throws IOException {
    JsonNode inputs =
        new ObjectMapper().readTree(work.resolve("inputs.json").toFile()).path("inputs");
    Path realWork = work.toRealPath();
    Problems outside = new Problems();
    inputs
        .properties()
        .forEach(
            input ->
                input
                    .getValue()
                    .path("imports")
                    .forEach(
                        imported -> {
                          String path = imported.path("path").asText();
                          if (!imported.path("external").asBoolean()
                              && inputs.has(path)
                              && !isAllowed(path, realWork, entry)) {
                            outside.add(
                                outside(input.getKey(), imported.path("original").asText(path)));
                          }
                        }));
    outside.throwIfErrors();
  }

  private boolean isAllowed(String input, Path work, Path entry) {
    if (input.startsWith("(disabled):")) {
      return true;
    }
    Path file = folder.root().resolve(input).normalize();
    return file.startsWith(work) || file.equals(entry) || folder.contains(file);
  }

  private Problem outside(String importer, String imported) {
    return PROGRAM_OUTSIDE
        .error(
            "`%s` lies outside of the project folder %s, which is all that a program may read."
                .formatted(imported, folder.root()))
        .at(placeOfImport(importer, imported))
        .hint("Move the file into the project, or install it as a package.");
  }

  private Location placeOfImport(String importer, String imported) {
    try {
      List<String> lines = Files.readAllLines(folder.root().resolve(importer));
      for (int i = 0; i < lines.size(); i++) {
        int at =
            Math.max(lines.get(i).indexOf("'" + imported), lines.get(i).indexOf("\"" + imported));
        if (at >= 0) {
          return sources.at(importer, i + 1, at + 1);
        }
      }
    } catch (IOException unreadable) {
      // The file alone is a place too.
    }
    return Location.of(importer);
  }

  // ---- what esbuild says ----

  private Problem problem(EsbuildMessage message) {
    Location place =
        message.file() == null
            ? null
            : sources.atByte(message.file(), message.line(), message.column());
    return said(message).at(place);
  }

  private Problem said(EsbuildMessage message) {
    Matcher unresolved = UNRESOLVED.matcher(message.text());
    if (unresolved.matches()) {
      return unresolved(unresolved.group(1));
    }
    Matcher noExport = NO_EXPORT.matcher(message.text());
    if (noExport.matches()) {
      return noExport(noExport.group(2), noExport.group(1));
    }
    Matcher undefined = UNDEFINED.matcher(message.text());
    if (undefined.matches()) {
      return noExport(undefined.group(1), undefined.group(2));
    }
    if (message.text().startsWith("Top-level await")) {
      return PROGRAM_SYNTAX
          .error("`await` at the top level is not there for a config.")
          .hint("A config is made of values, and waits for nothing: import what it needs.");
    }
    Matcher noLoader = NO_LOADER.matcher(message.text());
    if (noLoader.matches()) {
      return PROGRAM_IMPORT
          .error("`%s` is of a kind that cannot be imported.".formatted(noLoader.group(1)))
          .hint(
              "Programs, `.json` and `.txt` can be. The directive `$File` reads `.yml`, `.env` and"
                  + " `.ini`; `fs.readFileSync` gives any file as text.");
    }
    // A note that ends with a colon speaks of a place, which is not shown.
    String note = message.note();
    String hint = note.isEmpty() || note.endsWith(":") ? null : note;
    String text = message.text() + ".";
    return message.isError()
        ? PROGRAM_SYNTAX.error(text).hint(hint)
        : PROGRAM_SUSPICIOUS.warning(text).hint(hint);
  }

  private Problem unresolved(String imported) {
    if (imported.startsWith(".") || imported.startsWith("/")) {
      return PROGRAM_IMPORT
          .error("`%s` leads to no file.".formatted(imported))
          .hint("Is the path right? It starts from the file that imports it.");
    }
    return PROGRAM_IMPORT
        .error("The package `%s` is not installed.".formatted(imported))
        .hint(
            "Install it in the project: npm install --save-dev "
                + packageOf(imported)
                + ". The module `stacktape` is built in.");
  }

  private static String packageOf(String imported) {
    String[] parts = imported.split("/", -1);
    return imported.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
  }

  private Problem noExport(String name, String file) {
    String module = moduleOf(file);
    List<String> exported = module == null ? List.of() : exportedBy(modules.get(module));
    return PROGRAM_IMPORT
        .error("`%s` exports no `%s`.".formatted(module == null ? file : module, name))
        .hint(
            DidYouMean.closest(name, exported)
                .map(near -> "Did you mean `" + near + "`?")
                .orElse(
                    module == null
                        ? "Export it there, or mend the import."
                        : name.equals("default")
                            ? "Import by name: `import { defineConfig } from '%s'`."
                                .formatted(module)
                            : "A type is imported with `import type`."));
  }

  private @Nullable String moduleOf(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1).replaceAll("\\.js$", "");
    return file.contains("stacktape-bundle") && modules.containsKey(name) ? name : null;
  }

  private static List<String> exportedBy(@Nullable String module) {
    return module == null
        ? List.of()
        : EXPORTED.matcher(module).results().map(found -> found.group(1)).toList();
  }
}

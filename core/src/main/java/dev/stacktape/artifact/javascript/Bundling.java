package dev.stacktape.artifact.javascript;

import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_HANDLER_MISSING;
import static dev.stacktape.artifact.ArtifactCode.ARTIFACT_PATH_MISSING;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stacktape.artifact.ArtifactCode;
import dev.stacktape.artifact.JavaScriptOptions;
import dev.stacktape.artifact.JavaScriptOptions.ModuleFormat;
import dev.stacktape.artifact.NativeLibrary;
import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Survey;
import dev.stacktape.artifact.Words;
import dev.stacktape.esbuild.EsbuildMessage;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The bundling of one program. What a first run shows to be unfit for a bundle stays out of it in a
 * second one: native packages, and parts of AWS's SDK that are not installed because Lambda has
 * them.
 */
final class Bundling {
  private static final String SDK = "@(aws-sdk|smithy)/.+";
  private static final int FIRST_WITH_SDK = 18;

  private final JavaScriptSource source;
  private final JavaScriptOptions options;
  private final Path directory;
  private final Path entryFile;
  private final Bundler bundler;
  private final NpmVariants variants;
  private final Path workFolder;
  private final Problems problems;
  private final BundleMessages messages;

  /** Imports that stay in the bundle. */
  private final Set<String> externals = new TreeSet<>();

  /** Those of them that are packaged beside it. */
  private final Map<String, NpmPackage> unbundled = new TreeMap<>();

  private ModuleFormat format;

  Bundling(
      JavaScriptSource source,
      Bundler bundler,
      NpmVariants variants,
      Path workFolder,
      Problems problems)
      throws IOException {
    this.variants = variants;
    this.source = source;
    this.options = source.options();
    this.directory = source.directory().toRealPath();
    this.entryFile = source.entryFile().toRealPath();
    this.bundler = bundler;
    this.workFolder = workFolder;
    this.problems = problems;
    this.messages = new BundleMessages(source.entryFile(), parent(entryFile));
    this.format = options.formatFor(source.runtime());
  }

  /** The program, or empty when problems were found. */
  Optional<JavaScriptProgram> run() throws IOException {
    checkOptions();
    addWantedPackages();
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    Bundler.Request request = request();
    Bundler.Result result = bundler.bundle(request, workFolder);
    while (learnsFrom(result)) {
      request = request();
      result = bundler.bundle(request, workFolder);
    }
    if (result.failed()) {
      result.messages().stream()
          .filter(EsbuildMessage::isError)
          .forEach(message -> problems.add(messages.problem(message)));
      return Optional.empty();
    }
    result.messages().forEach(message -> problems.add(messages.problem(message)));
    checkHandler(request, result);
    return Optional.of(program(request, result));
  }

  private Bundler.Request request() {
    return new Bundler.Request(
        directory,
        entryFile,
        format,
        source.nodeVersion(),
        options.tsConfig(),
        options.sourceMaps() || options.sourceMapFolder() != null,
        externals);
  }

  private void checkOptions() {
    if (options.decoratorMetadata()) {
      problems.add(
          ArtifactCode.FEATURE_NOT_SUPPORTED
              .error("`emitTsDecoratorMetadata` needs TypeScript's own compiler.")
              .hint(
                  "Compile with `tsc` first, and name the compiled .js file as `entryfilePath`; or"
                      + " remove the option."));
    }
    if (options.tsConfig() != null && !Files.isRegularFile(options.tsConfig())) {
      problems.add(
          ARTIFACT_PATH_MISSING
              .error("There is no file " + options.tsConfig() + ", which `tsConfigPath` names.")
              .hint("Correct the path; it counts from the folder of the config."));
    }
  }

  /** What the config keeps out of the bundle. */
  private void addWantedPackages() {
    externals.addAll(source.files().excludedDependencies());
    for (String name : options.unbundled()) {
      if (name.equals("*")) {
        dependenciesOfTheProject().forEach(this::keepPackage);
      } else {
        keepPackage(name);
      }
    }
  }

  private void keepPackage(String name) {
    if (source.files().excludes(name)) {
      return;
    }
    Optional<NpmPackage> found = NpmPackage.find(name, parent(entryFile));
    if (found.isEmpty()) {
      problems.add(messages.missing(name, null));
    } else {
      externals.add(name);
      unbundled.put(name, found.get());
    }
  }

  private Set<String> dependenciesOfTheProject() {
    for (Path folder = parent(entryFile); folder != null; folder = folder.getParent()) {
      Optional<NpmPackage> project = NpmPackage.project(folder);
      if (project.isPresent()) {
        return project.get().dependencies("dependencies").keySet();
      }
    }
    return Set.of();
  }

  /** Whether another run can do better than the one that {@code result} came from. */
  private boolean learnsFrom(Bundler.Result result) {
    return result.failed()
        ? learnsFromErrors(result)
        : learnsFromInputs(result) || learnsFormat(result);
  }

  private boolean learnsFromErrors(Bundler.Result result) {
    int known = externals.size();
    for (EsbuildMessage message : result.messages()) {
      BundleMessages.unresolved(message)
          .map(NpmPackage::nameIn)
          .filter(name -> name.matches(SDK) && source.nodeVersion() >= FIRST_WITH_SDK)
          .ifPresent(externals::add);
      BundleMessages.fileWithoutLoader(message)
          .filter(file -> file.endsWith(".node"))
          .flatMap(file -> NpmPackage.around(directory.resolve(file).normalize()))
          .ifPresent(this::keep);
    }
    return externals.size() > known;
  }

  /** Native packages are bundled without a complaint, and cannot be loaded afterwards. */
  private boolean learnsFromInputs(Bundler.Result result) {
    int known = externals.size();
    Map<Path, NpmPackage> seen = new TreeMap<>();
    Iterator<String> inputs = result.metafile().path("inputs").fieldNames();
    while (inputs.hasNext()) {
      String input = inputs.next();
      if (input.contains("node_modules/")) {
        NpmPackage.around(directory.resolve(input).normalize())
            .ifPresent(found -> seen.put(found.directory(), found));
      }
    }
    seen.values().stream().filter(NpmPackage::cannotBeBundled).forEach(this::keep);
    return externals.size() > known;
  }

  private void keep(NpmPackage found) {
    if (externals.add(found.name())) {
      unbundled.put(found.name(), found);
    }
  }

  /**
   * Only as CommonJS does a CommonJS file export its names; ES modules have it as their default.
   */
  private boolean learnsFormat(Bundler.Result result) {
    boolean wrong =
        options.format() == null
            && format == ModuleFormat.ES_MODULES
            && source.handler() != null
            && !source.handler().equals("default")
            && Exports.isCommonJs(result.metafile());
    if (wrong) {
      format = ModuleFormat.COMMON_JS;
    }
    return wrong;
  }

  private void checkHandler(Bundler.Request request, Bundler.Result result) {
    Optional<Set<String>> exports = Exports.of(request, result);
    String handler = source.handler();
    if (handler == null || exports.isEmpty()) {
      return;
    }
    String first = handler.split("\\.", -1)[0];
    if (exports.get().contains(first)) {
      return;
    }
    List<String> names = List.copyOf(exports.get());
    problems.add(
        ARTIFACT_HANDLER_MISSING
            .error(
                "%s does not export %s, the handler. It exports %s."
                    .formatted(
                        source.entryFile().getFileName(),
                        first.equals("default") ? "a default" : first,
                        names.isEmpty() ? "nothing" : Words.firstOf(names)))
            .hint(
                first.equals("default")
                    ? "Write `export default`, or name the export in `handlerFunction`."
                    : "Export it, or correct the name of the handler."));
  }

  private JavaScriptProgram program(Bundler.Request request, Bundler.Result result)
      throws IOException {
    List<Part> bundle = new ArrayList<>();
    bundle.add(Part.made(request.fileName(), code(result)));
    if (result.map() != null) {
      String name = request.fileName() + ".map";
      if (options.sourceMaps()) {
        bundle.add(Part.made(name, result.map()));
      }
      copyMap(name, result.map());
    }
    List<Part> own = source.files().applyTo(bundle, problems);
    NpmTree tree = tree(Map.of());
    if (!tree.missing().isEmpty()) {
      tree = tree(variants.install(tree.missing()));
    }
    List<Part> packages = tree.parts(problems);
    List<NativeLibrary> libraries = new ArrayList<>();
    for (List<Part> parts : List.of(own, packages)) {
      for (Part part : parts) {
        NativeLibrary library = NativeLibrary.of(part);
        if (library != null) {
          libraries.add(library);
        }
      }
    }
    new NativeVariants(source.platform(), tree, packages, libraries).check(problems);
    return new JavaScriptProgram(
        request.fileName(),
        own,
        source.files().applyExclusions(packages),
        new Survey(null, libraries));
  }

  private NpmTree tree(Map<String, NpmPackage> installedElsewhere) {
    return new NpmTree(unbundled.values(), installedElsewhere, source.platform(), source.files());
  }

  /** Without its map in the package the bundle must not name one. */
  private byte[] code(Bundler.Result result) {
    if (options.sourceMaps()) {
      return result.code();
    }
    String text = new String(result.code(), UTF_8);
    return text.replaceAll("(?m)^//# sourceMappingURL=index\\.m?js\\.map\n?\\z", "")
        .getBytes(UTF_8);
  }

  private void copyMap(String name, byte[] map) throws IOException {
    Path folder = options.sourceMapFolder();
    if (folder != null) {
      String base = String.valueOf(source.entryFile().getFileName()).replaceAll("\\.\\w+$", "");
      Path place = Files.createDirectories(folder.resolve(base));
      Files.write(place.resolve(name), map);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}

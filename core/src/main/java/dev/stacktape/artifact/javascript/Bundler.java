package dev.stacktape.artifact.javascript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.artifact.JavaScriptOptions.ModuleFormat;
import dev.stacktape.esbuild.Esbuild;
import dev.stacktape.esbuild.EsbuildBinary;
import dev.stacktape.esbuild.EsbuildMessage;
import dev.stacktape.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one file out of a program's source files and the packages that it imports.
 *
 * @param binary finds esbuild's program; asked only when there is something to bundle
 * @see <a href="https://esbuild.github.io/api/">esbuild's options</a>
 */
record Bundler(EsbuildBinary binary) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Node.js gives ES modules none of what CommonJS code of packages takes for granted. */
  private static final String ES_MODULE_BANNER =
      "import{createRequire as $stacktapeRequire}from\"node:module\";"
          + "import{dirname as $stacktapeParent}from\"node:path\";"
          + "import{fileURLToPath as $stacktapePath}from\"node:url\";"
          + "globalThis.require??=$stacktapeRequire(import.meta.url);"
          + "const $stacktapeFilename=$stacktapePath(import.meta.url),"
          + "$stacktapeDirname=$stacktapeParent($stacktapeFilename);";

  private static final String COMMON_JS_BANNER =
      "const $stacktapeUrl=require(\"node:url\").pathToFileURL(__filename).href;";

  /**
   * What to bundle.
   *
   * @param directory where paths in the bundle count from
   * @param externals packages that stay imports
   */
  record Request(
      Path directory,
      Path entryFile,
      ModuleFormat format,
      int nodeVersion,
      @Nullable Path tsConfig,
      boolean sourceMaps,
      Set<String> externals) {

    String fileName() {
      return format == ModuleFormat.ES_MODULES ? "index.mjs" : "index.js";
    }
  }

  /**
   * What came out.
   *
   * @param messages errors and warnings
   * @param code the bundle; empty when there are errors
   * @param map its source map, null when there is none
   * @param metafile what esbuild says of inputs and outputs
   */
  record Result(
      List<EsbuildMessage> messages, byte[] code, byte @Nullable [] map, JsonNode metafile) {
    boolean failed() {
      return messages.stream().anyMatch(EsbuildMessage::isError);
    }
  }

  /**
   * Bundles in a folder of its own below {@code workFolder}.
   *
   * @throws IOException when a file cannot be written, or the program cannot be started
   */
  Result bundle(Request request, Path workFolder) throws IOException {
    Files.createDirectories(workFolder);
    Path folder = Files.createTempDirectory(workFolder, "bundle");
    try {
      Path output = folder.resolve(request.fileName());
      Path metafile = folder.resolve("meta.json");
      Esbuild.Run run =
          binary
              .forProject(request.directory())
              .run(request.directory(), arguments(request, output, metafile));
      if (!run.success()) {
        return new Result(run.messages(), new byte[0], null, JSON.nullNode());
      }
      Path map = folder.resolve(request.fileName() + ".map");
      return new Result(
          run.messages(),
          Files.readAllBytes(output),
          Files.exists(map)
              ? SourceMap.relativeTo(request.directory(), folder, Files.readAllBytes(map))
              : null,
          JSON.readTree(metafile.toFile()));
    } finally {
      Folders.delete(folder);
    }
  }

  private static List<String> arguments(Request request, Path output, Path metafile) {
    List<String> arguments = new ArrayList<>();
    arguments.add(request.entryFile().toString());
    arguments.addAll(
        List.of(
            "--bundle",
            "--platform=node",
            "--target=node" + request.nodeVersion(),
            "--charset=utf8",
            "--outfile=" + output,
            "--metafile=" + metafile));
    if (request.format() == ModuleFormat.ES_MODULES) {
      arguments.addAll(
          List.of(
              "--format=esm",
              "--banner:js=" + ES_MODULE_BANNER,
              "--define:__dirname=$stacktapeDirname",
              "--define:__filename=$stacktapeFilename"));
    } else {
      arguments.addAll(
          List.of(
              "--format=cjs",
              "--banner:js=" + COMMON_JS_BANNER,
              "--define:import.meta.url=$stacktapeUrl",
              "--define:import.meta.dirname=__dirname",
              "--define:import.meta.filename=__filename"));
    }
    if (request.sourceMaps()) {
      // Stack traces need no text of the source, and it is as large as the code.
      arguments.addAll(List.of("--sourcemap=linked", "--sources-content=false"));
    }
    if (request.tsConfig() != null) {
      arguments.add("--tsconfig=" + request.tsConfig());
    }
    request.externals().stream().sorted().forEach(name -> arguments.add("--external:" + name));
    return arguments;
  }
}

package dev.stacktape.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.StackRequest;
import dev.stacktape.artifact.JavaModule;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A config alone, with the smallest code that will do made up for every file that it names. */
final class TriedConfig implements Project {
  private static final String PYTHON =
      """
      def handler(event, context):
          return {"statusCode": 200, "body": "ok"}


      async def app(scope, receive, send):
          pass
      """;
  private static final String JAVASCRIPT =
      """
      export const handler = async () => ({ statusCode: 200, body: 'ok' });
      export default handler;
      """;

  private final Path folder;
  private Map<String, Object> config;
  private Map<String, String> images = Map.of();

  private TriedConfig(Path folder, Map<String, Object> config) {
    this.folder = folder;
    this.config = config;
  }

  /** The config of a file in a folder of its own. */
  static TriedConfig in(Path folder, Path file) throws IOException {
    TriedConfig tried = new TriedConfig(folder, read(Files.readString(file)));
    Files.createDirectories(folder);
    tried.writeCode(tried.config);
    tried.compile();
    return tried;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(String text) {
    return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  /** What the beginnings of base images' names are replaced by. */
  void replaceImages(Map<String, String> replacements) {
    images = Map.copyOf(replacements);
  }

  /** The words behind {@code type:} of the resources. */
  Set<String> types() {
    Set<String> types = new TreeSet<>();
    resources().values().forEach(resource -> types.add(String.valueOf(resource.get("type"))));
    return types;
  }

  /** Names behind {@code $Secret} in the config, such as {@code orders.password}. */
  Set<String> secrets() {
    Set<String> names = new TreeSet<>();
    java.util.regex.Matcher found =
        java.util.regex.Pattern.compile("\\$Secret\\(['\"]([^'\"]+)['\"]\\)").matcher(text());
    while (found.find()) {
      names.add(found.group(1));
    }
    return names;
  }

  /**
   * Changes a property of every resource of which one is known that a stack takes while it runs.
   *
   * @return the names of those resources
   */
  Set<String> change() {
    Set<String> changed = new TreeSet<>();
    Map<String, Object> copy = read(text());
    resources(copy)
        .forEach(
            (name, resource) -> {
              Map<String, Object> change = OtherProperties.of(resource);
              if (!change.isEmpty()) {
                merge(child(resource, "properties"), change);
                changed.add(name);
              }
            });
    config = copy;
    return changed;
  }

  private static void merge(Map<String, Object> into, Map<String, Object> change) {
    change.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> inner) {
            merge(child(into, key), asMap(inner));
          } else {
            into.put(key, value);
          }
        });
  }

  private Map<String, Map<String, Object>> resources() {
    return resources(config);
  }

  private static Map<String, Map<String, Object>> resources(Map<String, Object> config) {
    Map<String, Map<String, Object>> resources = new LinkedHashMap<>();
    asMap(config.get("resources"))
        .forEach((name, resource) -> resources.put(name, asMap(resource)));
    return resources;
  }

  private static Map<String, Object> child(Map<String, Object> map, String key) {
    return asMap(map.computeIfAbsent(key, missing -> new LinkedHashMap<String, Object>()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }

  private String text() {
    return new Dump(DumpSettings.builder().build()).dumpToString(config);
  }

  // ---- the code ----

  private void writeCode(Object node) throws IOException {
    if (node instanceof List<?> list) {
      for (Object item : list) {
        writeCode(item);
      }
    } else if (node instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        switch (String.valueOf(entry.getKey())) {
          case "entryfilePath" -> program(String.valueOf(entry.getValue()));
          case "packageManagerFile" ->
              write(
                  String.valueOf(entry.getValue()),
                  String.valueOf(entry.getValue()).endsWith(".toml")
                      ? "[project]\nname = 'tried'\nversion = '1'\nrequires-python = '>=3.9'\n"
                      : "");
          case "packagePath" -> artifact(String.valueOf(entry.getValue()));
          case "runAppAs" -> write("uvicorn/__init__.py", "");
          case "uploadDirectoryPath", "directoryPath" ->
              write(entry.getValue() + "/index.html", "<p>Hello</p>");
          default -> writeCode(entry.getValue());
        }
      }
    }
  }

  private void program(String named) throws IOException {
    int end = named.indexOf(':');
    String path = end < 0 ? named : named.substring(0, end);
    if (path.endsWith(".java")) {
      write(path, java(Path.of(path).normalize()));
    } else {
      write(path, path.endsWith(".py") ? PYTHON : JAVASCRIPT);
    }
  }

  private static String java(Path path) {
    String name = String.valueOf(path.getFileName()).replace(".java", "");
    String inPackage =
        String.valueOf(Path.of("src/main/java").relativize(path.getParent())).replace('/', '.');
    return """
    package %s;

    import com.amazonaws.services.lambda.runtime.Context;
    import com.amazonaws.services.lambda.runtime.RequestHandler;
    import java.util.Map;

    public class %s implements RequestHandler<Map<String, Object>, Map<String, Object>> {
      public static void main(String[] arguments) {}

      @Override
      public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        return Map.of("statusCode", 200, "body", "ok");
      }
    }
    """
        .formatted(inPackage, name);
  }

  /** A package that is there already, with a program in JavaScript. */
  private void artifact(String path) throws IOException {
    Path file = folder.resolve(path).normalize();
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("index.mjs"));
      zip.write(JAVASCRIPT.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path).normalize();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void compile() throws IOException {
    Path sources = folder.resolve("src/main/java");
    if (!Files.isDirectory(sources)) {
      return;
    }
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-cp", runtime().toString(), "-d", classes().toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(Files::isRegularFile).forEach(file -> arguments.add(file.toString()));
    }
    Files.createDirectories(classes());
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(code).isZero();
  }

  private Path classes() {
    return folder.resolve("target/classes");
  }

  /** What Java handlers are compiled against. */
  private static Path runtime() {
    return new ClassPathLibraries().resolve("com.amazonaws:aws-lambda-java-core:1").get(0);
  }

  private List<JavaModule> modules() {
    Path sources = folder.resolve("src/main/java");
    return Files.isDirectory(sources)
        ? List.of(
            new JavaModule(
                "tried:tried",
                folder,
                List.of(sources),
                classes(),
                17,
                null,
                () ->
                    List.of(
                        new JavaModule.Dependency(
                            "com.amazonaws:aws-lambda-java-core:1", runtime()))))
        : List.of();
  }

  @Override
  public StackRequest request(String endpoint) {
    return new StackRequest(
            folder,
            null,
            text(),
            null,
            "tried",
            "dev",
            App.REGION,
            null,
            URI.create(endpoint),
            null,
            modules(),
            folder.resolve("target/stacktape"),
            Map.of(),
            "mvn package stacktape:deploy")
        .with(new StackRequest.ImageOptions(images, false));
  }
}

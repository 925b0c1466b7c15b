package dev.stacktape.mcp.project;

import dev.stacktape.ProjectFile;
import dev.stacktape.Stacktape;
import dev.stacktape.mcp.tool.Answer;
import dev.stacktape.mcp.tool.Arguments;
import dev.stacktape.mcp.tool.Call;
import dev.stacktape.mcp.tool.Schema;
import dev.stacktape.mcp.tool.Tool;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code describe_project}. */
public final class DescribeProject implements Tool {
  private static final int DEPTH = 16;
  private static final int MOST_FILES = 20_000;
  private static final long LARGEST_SOURCE = 300_000;
  private static final Set<String> PASSED_OVER =
      Set.of("target", "node_modules", "build", "dist", ".git", ".idea", ".stacktape", ".venv");
  private static final Pattern HANDLER =
      Pattern.compile("implements[^{]*\\bRequest(?:Stream)?Handler\\b");

  private final Project project;

  /** Describes a project. */
  public DescribeProject(Project project) {
    this.project = project;
  }

  @Override
  public String name() {
    return "describe_project";
  }

  @Override
  public String title() {
    return "Describe the project";
  }

  @Override
  public String description() {
    return "Finds the configs, Maven modules, Lambda handlers and Dockerfiles of this project, offline. Call it first"
        + " when you do not know where the config is, or before writing one.";
  }

  @Override
  public Map<String, Object> inputSchema() {
    return new Schema().closed();
  }

  @Override
  public Map<String, Object> outputSchema() {
    Map<String, Object> paths = Schema.list(Schema.text());
    return new Schema()
        .must("root", Schema.text())
        .must("configs", paths)
        .must("modules", paths)
        .must("handlers", paths)
        .must("dockerfiles", paths)
        .must("built", Schema.flag())
        .must("nextSteps", Schema.list(Schema.text()))
        .closed();
  }

  @Override
  public Effect effect() {
    return Effect.LOOKS;
  }

  @Override
  public Answer call(Arguments arguments, Call call) {
    Path root = project.folder().root();
    Findings found = new Findings(root);
    try {
      Files.walkFileTree(root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean built = isBuilt(root);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("root", root.toString());
    content.put("configs", List.copyOf(found.configs));
    content.put("modules", List.copyOf(found.modules));
    content.put("handlers", List.copyOf(found.handlers));
    content.put("dockerfiles", List.copyOf(found.dockerfiles));
    content.put("built", built);
    List<String> next = nextSteps(found, built);
    content.put("nextSteps", next);
    return new Answer(
        "Project in %s\n- folders with a config (`directory`): %s\n- Maven modules: %s\n- classes that are Lambda handlers: %s\n- Dockerfiles: %s\n- code described by Maven: %s\n%s"
            .formatted(
                root,
                said(found.configs),
                said(found.modules),
                said(found.handlers),
                said(found.dockerfiles),
                built ? "yes" : "no",
                String.join("\n", next)),
        content);
  }

  private static List<String> nextSteps(Findings found, boolean built) {
    List<String> next = new ArrayList<>();
    if (found.configs.isEmpty()) {
      next.add(
          "Write stacktape.yml (`mvn stacktape:init` writes a first one); lookup_docs has types and"
              + " properties, validate_config checks it.");
    }
    if (!built && !found.modules.isEmpty()) {
      next.add(
          "plan_change needs the code that `mvn package stacktape:package` describes; validate_config"
              + " does not.");
    }
    if (next.isEmpty()) {
      next.add("Call validate_config.");
    }
    return next;
  }

  private static boolean isBuilt(Path root) {
    try {
      return ProjectFile.read(root.resolve("target").resolve("stacktape")) != null;
    } catch (StacktapeException stale) {
      return false;
    }
  }

  private static String said(Set<String> paths) {
    return paths.isEmpty() ? "none" : String.join(", ", new ArrayList<>(paths));
  }

  /** Does not follow symbolic links. */
  private static final class Findings extends SimpleFileVisitor<Path> implements FileVisitor<Path> {
    private final Path root;
    private final Set<String> configs = new TreeSet<>();
    private final Set<String> modules = new TreeSet<>();
    private final Set<String> handlers = new TreeSet<>();
    private final Set<String> dockerfiles = new TreeSet<>();
    private int files;

    Findings(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && PASSED_OVER.contains(String.valueOf(folder.getFileName()))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (Stacktape.hasConfig(folder)) {
        configs.add(relative(folder).isEmpty() ? "." : relative(folder));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = String.valueOf(file.getFileName());
      if (name.equals("pom.xml")) {
        modules.add(relative(file));
      } else if (name.startsWith("Dockerfile")) {
        dockerfiles.add(relative(file));
      } else if (name.endsWith(".java")
          && attributes.isRegularFile()
          && attributes.size() < LARGEST_SOURCE
          && HANDLER
              .matcher(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
              .find()) {
        handlers.add(relative(file));
      }
      return ++files < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }

    private String relative(Path path) {
      return root.relativize(path).toString().replace('\\', '/');
    }
  }
}

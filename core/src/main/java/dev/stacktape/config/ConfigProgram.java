package dev.stacktape.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A config that is a program, after it was run. What it says about the finished template, its
 * {@code transforms} and {@code finalTransform}, are functions, so for these it is run again.
 *
 * <p>The functions that are called here are defined by the runtime of the module {@code stacktape}.
 */
public final class ConfigProgram {
  private final Program program;
  private final Location place;
  private final Map<String, Object> parameters;
  private final List<Transform> transforms;
  private final boolean finalTransform;

  /**
   * A function that changes one CloudFormation resource.
   *
   * @param resource the name of the resource in the config
   * @param child what the CloudFormation resource is called there: a name of the module {@code
   *     stacktape}, or its logical id
   * @param place of the function, or where the resource was made
   */
  public record Transform(String resource, String child, Location place) {}

  /**
   * The document as the program gives it.
   *
   * @param json the whole
   * @param root the same as nodes, all of them at the place of the program
   */
  public record Transformed(String json, Node root) {}

  private ConfigProgram(
      Program program,
      Location place,
      Map<String, Object> parameters,
      List<Transform> transforms,
      boolean finalTransform) {
    this.program = program;
    this.place = place;
    this.parameters = Map.copyOf(parameters);
    this.transforms = List.copyOf(transforms);
    this.finalTransform = finalTransform;
  }

  static @Nullable ConfigDocument evaluate(
      ConfigSource source, ConfigPrograms programs, Problems problems) {
    Map<String, Object> parameters = programs.parameters();
    try (Program program = programs.programs().open(source.file(), problems)) {
      JsonNode result = ProgramResult.parse(program.call("__config", List.of(parameters)));
      ProgramResult read = new ProgramResult(source, program);
      Node root = read.nodes(result);
      List<Problem> failures = read.failures(result);
      if (!failures.isEmpty()) {
        throw new StacktapeException(failures);
      }
      if (!(root instanceof Node.Mapping map)) {
        return null;
      }
      List<Transform> transforms = new ArrayList<>();
      for (JsonNode transform : result.path("transforms")) {
        String resource = transform.path("resource").asText();
        String child = transform.path("child").asText();
        transforms.add(
            new Transform(
                resource,
                child,
                read.place(List.of("resources", resource, "properties"), "transforms", child)));
      }
      ConfigProgram evaluated =
          new ConfigProgram(
              program,
              read.place(List.of(), "finalTransform"),
              parameters,
              transforms,
              result.path("finalTransform").asBoolean());
      return new ConfigDocument(source, map, evaluated);
    }
  }

  /** What it says about single CloudFormation resources. */
  public List<Transform> transforms() {
    return transforms;
  }

  /** Whether it says anything about the finished template. */
  public boolean changesTemplate() {
    return finalTransform || !transforms.isEmpty();
  }

  /**
   * Applies the transforms, and then {@code finalTransform}.
   *
   * @param templates documents as plain values: that of the stack, which {@code finalTransform}
   *     gets, and others that have resources of the config
   * @param logicalIds for each of {@link #transforms()}, of the first template that has it; null
   *     leaves it out
   * @return as many, in the same order
   * @throws StacktapeException with the problem at the user's line
   */
  public List<Transformed> transform(
      List<Map<String, Object>> templates, List<@Nullable String> logicalIds) {
    try (program) {
      var unused = program.call("__config", List.of(parameters));
      String json = program.call("__transform", List.of(templates, logicalIds));
      List<Transformed> transformed = new ArrayList<>();
      for (JsonNode template : ProgramResult.parse(json)) {
        transformed.add(new Transformed(template.toString(), ProgramResult.nodes(template, place)));
      }
      return transformed;
    }
  }

  /** The place of {@code finalTransform}, or else the whole file. */
  public Location place() {
    return place;
  }

  /** What the program wrote to its console. */
  public List<String> printed() {
    return program.printed();
  }
}

package dev.stacktape.stack;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.resource.ContentUpload;
import dev.stacktape.resource.Lookup;
import dev.stacktape.template.Renaming;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The template of a stack with everything that belongs to it.
 *
 * @param target where the stack lives and what it is called
 * @param template checked, with artifact tokens where S3 keys will stand
 * @param origins where each CloudFormation resource comes from, by logical id
 * @param lookups what must be asked of AWS to fill the template's parameters, with where the config
 *     asks for it
 * @param artifacts what has to be built, in the order of the config
 * @param contents files that go into buckets after a deployment
 * @param stackTags the tags of the stack itself, by key; CloudFormation passes them on
 * @param scripts what runs beside the stack
 * @param warnings what the user should know
 * @param companion what stands in another region, null where the stack has all in its own
 */
public record Synthesis(
    Target target,
    Template template,
    Map<String, ResourceOrigin> origins,
    Map<Lookup, Location> lookups,
    List<ArtifactSpec> artifacts,
    List<ContentUpload> contents,
    Map<String, String> stackTags,
    StackScripts scripts,
    List<Problem> warnings,
    @Nullable Companion companion) {

  /**
   * The same with other logical ids.
   *
   * @param newIds by the old ones
   */
  public Synthesis renamed(Map<String, String> newIds) {
    Map<String, ResourceOrigin> newOrigins = new LinkedHashMap<>();
    origins.forEach((id, origin) -> newOrigins.put(newIds.getOrDefault(id, id), origin));
    return new Synthesis(
        target,
        Renaming.of(template, newIds),
        newOrigins,
        lookups,
        artifacts,
        contents,
        stackTags,
        scripts,
        warnings,
        companion);
  }
}

package dev.stacktape.stack;

import dev.stacktape.name.Target;
import dev.stacktape.problem.Location;
import dev.stacktape.resource.Lookup;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of a stack that AWS takes from {@link Target#EDGE_REGION} only, while the stack is in
 * another region. It is a stack of its own, deployed before the main one and deleted after it; its
 * outputs are parameters of the main template, with the same names.
 *
 * @param template checked, with artifact tokens where S3 keys will stand
 * @param origins where each CloudFormation resource comes from, by logical id
 * @param lookups what must be asked of AWS to fill its parameters, with where the config asks for
 *     it
 */
public record Companion(
    Template template, Map<String, ResourceOrigin> origins, Map<Lookup, Location> lookups) {

  /** The same with another template, in which resources can have other logical ids. */
  public Companion with(Template newTemplate, Map<String, String> newIds) {
    Map<String, ResourceOrigin> newOrigins = new LinkedHashMap<>();
    origins.forEach((id, origin) -> newOrigins.put(newIds.getOrDefault(id, id), origin));
    return new Companion(newTemplate, newOrigins, lookups);
  }
}

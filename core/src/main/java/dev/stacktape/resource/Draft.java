package dev.stacktape.resource;

import static dev.stacktape.resource.ResourceCode.LOGICAL_ID_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.NAME_TOO_LONG;

import dev.stacktape.artifact.ArtifactSpec;
import dev.stacktape.name.LogicalId;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.Problems;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.ResourceOrigin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template while it grows. Nothing in it can be changed, only added to. */
public final class Draft {
  private static final int SHOWN = 40;

  private final Map<String, CfnResource> resources = new LinkedHashMap<>();
  private final Map<String, ResourceOrigin> origins = new LinkedHashMap<>();
  private final Map<String, Object> outputs = new LinkedHashMap<>();
  private final List<ArtifactSpec> artifacts = new ArrayList<>();
  private final List<ContentUpload> contents = new ArrayList<>();
  private final Map<String, PageVariables> pageVariables = new LinkedHashMap<>();
  private final Map<Lookup, Location> lookups = new LinkedHashMap<>();
  private final Problems problems;
  private @Nullable Draft companion;

  /** Logical ids of what a stack has once. */
  private final Set<String> shared = new HashSet<>();

  /** Pairs that have been reported; two resources of a type share many logical ids. */
  private final Set<List<ResourceOrigin>> clashes = new HashSet<>();

  /** What cannot be added is reported to {@code problems}. */
  public Draft(Problems problems) {
    this.problems = problems;
  }

  /** Adds a CloudFormation resource, unless its logical id is taken or too long. */
  public void add(String logicalId, CfnResource resource, ResourceOrigin origin) {
    if (isFree(logicalId, origin)) {
      resources.put(logicalId, resource);
      origins.put(logicalId, origin);
    }
  }

  /** Adds what a stack has once, unless it is there already. */
  public void share(String logicalId, CfnResource resource, ResourceOrigin origin) {
    if (shared.contains(logicalId)) {
      return;
    }
    if (isFree(logicalId, origin)) {
      shared.add(logicalId);
      resources.put(logicalId, resource);
      origins.put(logicalId, origin);
    }
  }

  /** The template of what stands in another region; empty until something is added to it. */
  public Draft companion() {
    if (companion == null) {
      companion = new Draft(problems);
    }
    return companion;
  }

  /** Adds what only AWS knows, unless it is there already. */
  public void lookUp(Lookup lookup, Location place) {
    lookups.putIfAbsent(lookup, place);
  }

  /** Adds something to build. */
  public void add(ArtifactSpec artifact) {
    artifacts.add(artifact);
  }

  /** Adds files to bring into a bucket. */
  public void add(ContentUpload content) {
    contents.add(content);
  }

  /** Adds what the pages of the resource with this name are told. */
  public void add(String name, PageVariables variables) {
    pageVariables.put(name, variables);
  }

  /** Files to bring into buckets, in the order of the config. */
  public List<ContentUpload> contents() {
    return contents.stream()
        .map(upload -> upload.with(pageVariables.getOrDefault(upload.name(), upload.variables())))
        .toList();
  }

  /** Adds an output, unless there is one with that key already. */
  public void addOutput(String key, Map<String, Object> output) {
    outputs.putIfAbsent(key, output);
  }

  private boolean isFree(String logicalId, ResourceOrigin origin) {
    if (logicalId.length() > LogicalId.MAX_LENGTH) {
      problems.add(
          NAME_TOO_LONG
              .error(
                  "The logical id `%s...` has %d characters, but CloudFormation takes at most %d."
                      .formatted(
                          logicalId.substring(0, SHOWN), logicalId.length(), LogicalId.MAX_LENGTH))
              .at(origin.location())
              .hint("Choose a shorter name for the resource."));
      return false;
    }
    ResourceOrigin taken = origins.get(logicalId);
    if (taken != null && clashes.add(List.of(origin, taken))) {
      problems.add(duplicate(logicalId, taken).at(origin.location()));
    }
    return taken == null;
  }

  private static Problem duplicate(String logicalId, ResourceOrigin taken) {
    String by = taken.resourceName() == null ? "something else" : "`" + taken.resourceName() + "`";
    String where = taken.location() == null ? "" : " (" + taken.location() + ")";
    return LOGICAL_ID_DUPLICATE
        .error(
            "This would get the logical id `%s`, which %s%s already has."
                .formatted(logicalId, by, where))
        .hint("Rename one of them; upper and lower case and special characters do not count.");
  }

  /** By logical id, in the order of the config. */
  public Map<String, CfnResource> resources() {
    return Collections.unmodifiableMap(resources);
  }

  /** Where each CloudFormation resource comes from, by logical id. */
  public Map<String, ResourceOrigin> origins() {
    return Collections.unmodifiableMap(origins);
  }

  /** By output key. */
  public Map<String, Object> outputs() {
    return Collections.unmodifiableMap(outputs);
  }

  /** What has to be looked up, with where the config asks for it. */
  public Map<Lookup, Location> lookups() {
    return Collections.unmodifiableMap(lookups);
  }

  /** What has to be built, in the order of the config. */
  public List<ArtifactSpec> artifacts() {
    return Collections.unmodifiableList(artifacts);
  }
}

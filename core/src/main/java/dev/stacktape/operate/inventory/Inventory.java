package dev.stacktape.operate.inventory;

import dev.stacktape.name.Target;
import dev.stacktape.operate.OperateCode;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A stack and what it consists of.
 *
 * @param target where it is
 * @param stackId its ARN
 * @param status such as {@code UPDATE_COMPLETE}
 * @param statusReason what CloudFormation adds to the status
 * @param changed when its last update began, or else its creation
 * @param outputs by key
 * @param tags of the stack
 * @param resources in the order in which CloudFormation lists them
 */
public record Inventory(
    Target target,
    String stackId,
    String status,
    @Nullable String statusReason,
    Instant changed,
    Map<String, String> outputs,
    Map<String, String> tags,
    List<Resource> resources) {

  public Inventory {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    resources = List.copyOf(resources);
  }

  /**
   * A CloudFormation resource.
   *
   * @param resourceName the resource of the config that it comes from, null for the stack's own
   * @param physicalId AWS's id for it, null before it has one
   * @param status such as {@code CREATE_COMPLETE}
   */
  public record Resource(
      @Nullable String resourceName,
      String logicalId,
      String type,
      @Nullable String physicalId,
      String status) {

    /** What to call it: the name in the config, or else the logical id. */
    public String name() {
      return resourceName == null ? logicalId : resourceName;
    }

    /** AWS's id for it, of a resource that has one. */
    public String id() {
      return Objects.requireNonNull(physicalId, "physicalId");
    }
  }

  /** The resources of a CloudFormation type that are there. */
  public List<Resource> ofType(String type) {
    return stream(type).toList();
  }

  /** The resource with a logical id, null where there is none. */
  public @Nullable Resource resource(String logicalId) {
    return resources.stream()
        .filter(resource -> resource.logicalId().equals(logicalId))
        .findFirst()
        .orElse(null);
  }

  /** What the resources are called, the stack's own by their logical ids. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    resources.forEach(resource -> names.add(resource.name()));
    return names;
  }

  /**
   * Goes on only when everything that was asked for is in the stack.
   *
   * @throws StacktapeException {@code RESOURCE_NOT_DEPLOYED} for each that is not
   */
  public void require(Collection<String> wanted) {
    SortedSet<String> known = new TreeSet<>();
    resources.stream()
        .map(Resource::resourceName)
        .filter(Objects::nonNull)
        .forEach(name -> known.add(Objects.requireNonNull(name)));
    SortedSet<String> all = names();
    List<Problem> unknown =
        wanted.stream()
            .filter(name -> !all.contains(name))
            .map(
                name ->
                    OperateCode.RESOURCE_NOT_DEPLOYED
                        .error(
                            "There is no `%s` in the stack %s.".formatted(name, target.stackName()))
                        .hint(
                            DidYouMean.closest(name, all)
                                .map(near -> "Did you mean `" + near + "`?")
                                .orElse("It has: " + String.join(", ", known) + ".")))
            .toList();
    if (!unknown.isEmpty()) {
      throw new StacktapeException(unknown);
    }
  }

  private Stream<Resource> stream(String type) {
    return resources.stream()
        .filter(resource -> resource.type().equals(type) && resource.physicalId() != null);
  }
}

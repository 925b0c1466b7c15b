package dev.stacktape.resource;

import dev.stacktape.problem.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose files go into a bucket of the stack after a deployment.
 *
 * @param name the resource that asks for it; unique in a stack
 * @param bucketId logical id of the bucket
 * @param distributionIds logical ids of the CDNs whose copies are to be dropped when something
 *     changed
 * @param directory absolute
 * @param excluded patterns of files that stay out, relative to the folder
 * @param rules headers and tags of files; the first that fits a file counts for each header
 * @param variables what pages among the files are told
 * @param location the place in the config that asks for it
 */
public record ContentUpload(
    String name,
    String bucketId,
    List<String> distributionIds,
    Path directory,
    List<String> excluded,
    List<Rule> rules,
    PageVariables variables,
    Location location) {

  public ContentUpload {
    distributionIds = List.copyOf(distributionIds);
    excluded = List.copyOf(excluded);
    rules = List.copyOf(rules);
  }

  /** The same with pages that are told something. */
  public ContentUpload with(PageVariables told) {
    return new ContentUpload(
        name, bucketId, distributionIds, directory, excluded, rules, told, location);
  }

  /**
   * What some files are stored with.
   *
   * @param include pattern of their paths, relative to the folder
   * @param exclude pattern of those that are left alone, null for none
   * @param headers by name, such as {@code Cache-Control}
   * @param tags by key
   */
  public record Rule(
      String include,
      @Nullable String exclude,
      Map<String, String> headers,
      Map<String, String> tags) {}
}

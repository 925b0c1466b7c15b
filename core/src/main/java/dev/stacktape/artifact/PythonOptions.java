package dev.stacktape.artifact;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dependencies Python code is packaged with.
 *
 * @param root the folder whose files are packaged, absolute
 * @param manifest the file that lists the dependencies, absolute; null when there is none
 * @param extras optional dependencies to install
 * @param groups dependency groups to install as well
 * @param leftOutGroups dependency groups to leave out
 * @param onlyGroups the only dependency groups to install
 */
public record PythonOptions(
    Path root,
    @Nullable Path manifest,
    List<String> extras,
    List<String> groups,
    List<String> leftOutGroups,
    List<String> onlyGroups) {

  public PythonOptions {
    extras = List.copyOf(extras);
    groups = List.copyOf(groups);
    leftOutGroups = List.copyOf(leftOutGroups);
    onlyGroups = List.copyOf(onlyGroups);
  }
}

package dev.stacktape.local;

import java.nio.file.Path;
import java.util.List;

/**
 * Brings heavy parts (DynamoDB Local, the Lambda runtime interface client) when a stack first needs
 * them. Under Maven it asks the Maven repository; nothing of this kind is bundled.
 */
@FunctionalInterface
public interface LibraryResolver {
  /**
   * The jars of an artifact and of everything it needs at run time.
   *
   * @param coordinates {@code groupId:artifactId:version}, or {@code
   *     groupId:artifactId:extension:classifier:version}
   * @throws AwsError with code {@code LibraryNotAvailable} and a message that names the coordinates
   */
  List<Path> resolve(String coordinates);
}

package dev.stacktape.it;

import dev.stacktape.esbuild.Libraries;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.LibraryResolver;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Java functions run with comes from the tests' own class path. DynamoDB Local must not come
 * near it: the build of the embedded AWS writes down where that is.
 */
final class ClassPathLibraries implements LibraryResolver {
  /** A jar by the last two parts of its coordinates. */
  static Path jar(String coordinates) throws Libraries.Unavailable {
    String[] parts = coordinates.split(":", -1);
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(jar -> jar.endsWith(parts[1] + "-" + parts[2] + ".jar"))
        .findFirst()
        .orElseThrow(() -> new Libraries.Unavailable(coordinates + " is not on the class path"));
  }

  @Override
  public List<Path> resolve(String coordinates) {
    String artifact = coordinates.split(":")[1];
    if (artifact.equals("DynamoDBLocal")) {
      return dynamoDb();
    }
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(jar -> String.valueOf(jar.getFileName()).matches(artifact + "-\\d.*\\.jar"))
            .toList();
    if (jars.isEmpty()) {
      throw new AwsError(400, "LibraryNotAvailable", coordinates + " is not on the class path");
    }
    return jars;
  }

  private static List<Path> dynamoDb() {
    Path written = Path.of("../local-aws/target/dynamodb-local.classpath");
    try {
      return Arrays.stream(Files.readString(written).strip().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Build the module local-aws first", e);
    }
  }
}

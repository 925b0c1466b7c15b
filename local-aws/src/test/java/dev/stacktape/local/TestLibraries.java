package dev.stacktape.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Finds heavy parts where the build has put them: the Lambda libraries on the tests' class path,
 * DynamoDB Local in a file that the build writes.
 */
public final class TestLibraries implements LibraryResolver {
  private static final List<String> LAMBDA_CLIENT =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization",
          "utils-lite",
          "annotations");

  @Override
  public List<Path> resolve(String coordinates) {
    String artifact = coordinates.split(":")[1];
    return switch (artifact) {
      case "DynamoDBLocal" -> dynamoDbLocal();
      case "aws-lambda-java-runtime-interface-client" -> onClassPath(LAMBDA_CLIENT);
      default -> onClassPath(List.of(artifact));
    };
  }

  private static List<Path> onClassPath(List<String> artifacts) {
    List<Path> jars =
        paths(System.getProperty("java.class.path")).stream()
            .filter(jar -> artifacts.stream().anyMatch(name -> isVersionOf(name, jar)))
            .toList();
    if (jars.isEmpty()) {
      throw new AwsError(400, "LibraryNotAvailable", artifacts + " is not on the class path");
    }
    return jars;
  }

  private static boolean isVersionOf(String artifact, Path jar) {
    return jar.getFileName().toString().matches(artifact + "-\\d.*\\.jar");
  }

  private static List<Path> dynamoDbLocal() {
    Path file = Path.of("target", "dynamodb-local.classpath");
    try {
      return paths(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> paths(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }
}

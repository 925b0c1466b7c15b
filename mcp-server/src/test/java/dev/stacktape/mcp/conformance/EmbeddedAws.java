package dev.stacktape.mcp.conformance;

import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded AWS in a process of its own, for clients that are none of ours. */
public final class EmbeddedAws {
  private EmbeddedAws() {}

  /**
   * Serves until it is ended.
   *
   * @param arguments the file that the address is written to
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path state = Files.createTempDirectory("embedded-aws");
    try (LocalAws aws = LocalAws.start(LocalAwsOptions.in(state))) {
      Files.writeString(Path.of(arguments[0]), aws.endpoint());
      new CountDownLatch(1).await();
    }
  }
}

package dev.stacktape.maven;

import dev.stacktape.local.Pace;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.local.server.RunningLocalAws;
import dev.stacktape.problem.ProblemText;
import dev.stacktape.problem.StacktapeException;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Serves the embedded AWS on this machine until Ctrl-C, so that stacks deployed with {@code
 * -Dstacktape.local=true} can be called. Any AWS client can use it through {@code
 * AWS_ENDPOINT_URL}.
 */
@Mojo(name = "local", requiresProject = false, aggregator = true, threadSafe = true)
public final class LocalMojo extends AbstractMojo {

  /** The port on 127.0.0.1. Default: the one of the last time, else a free one. */
  @Parameter(property = "stacktape.localPort", defaultValue = "0")
  private int port;

  /** Where the state is kept. Default: {@code .stacktape/local-aws} at home. */
  @Parameter(property = "stacktape.localState")
  private @Nullable File localState;

  /**
   * How long things take: {@code instant} is as quick as the machine, {@code aws} about as slow as
   * AWS, to compare ways to deploy.
   */
  @Parameter(property = "stacktape.localPace", defaultValue = "instant")
  private String localPace = "instant";

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Inject private MavenLibraries libraries;

  @Override
  public void execute() throws MojoFailureException {
    Path state = LocalEndpoint.stateFolder(localState);
    Optional<RunningLocalAws> running = LocalAws.running(state);
    if (running.isPresent()) {
      throw new MojoFailureException(
          "The embedded AWS already runs at %s, in process %d; one is enough for all goals."
              .formatted(running.get().endpoint(), running.get().pid()));
    }
    CountDownLatch stopped = new CountDownLatch(1);
    LocalAws aws = start(state);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  aws.close();
                  stopped.countDown();
                }));
    getLog().info("The embedded AWS answers at " + aws.endpoint() + "; Ctrl-C ends it.");
    getLog().info("Goals use it with -Dstacktape.local=true, other AWS clients with");
    getLog()
        .info(
            "  AWS_ENDPOINT_URL="
                + aws.endpoint()
                + " AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1");
    try {
      stopped.await();
    } catch (InterruptedException e) {
      aws.close();
      Thread.currentThread().interrupt();
    }
  }

  private Pace pace() throws MojoFailureException {
    try {
      return Pace.Choice.of(localPace).pace();
    } catch (IllegalArgumentException unknown) {
      throw new MojoFailureException(
          "-Dstacktape.localPace is instant or aws, not " + localPace + ".", unknown);
    }
  }

  private LocalAws start(Path state) throws MojoFailureException {
    try {
      return LocalAws.start(
          LocalAwsOptions.in(state).port(port).pace(pace()).libraries(libraries.resolver(session)));
    } catch (StacktapeException e) {
      ProblemText.plain().of(e.problems()).lines().forEach(getLog()::error);
      throw new MojoFailureException(e.problems().get(0).code() + ", see above", e);
    }
  }
}

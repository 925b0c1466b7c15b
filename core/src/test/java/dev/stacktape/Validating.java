package dev.stacktape;

import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import dev.stacktape.testing.TestEsbuild;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code validate} says of a config. */
final class Validating {
  private Validating() {}

  /** All problems, sorted; warnings too where there is no error. */
  static List<Problem> problems(Path folder, @Nullable Path config) {
    StackRequest request =
        new StackRequest(
            folder,
            config,
            null,
            "shop",
            "dev",
            "eu-west-1",
            null,
            null,
            null,
            List.of(),
            folder,
            Map.of(),
            "mvn package");
    try {
      return new Stacktape(Clock.systemUTC(), Sleeper.system(), Map.of(), TestEsbuild.binary())
          .validate(request, EventListener.none())
          .warnings();
    } catch (StacktapeException e) {
      return e.problems();
    }
  }
}

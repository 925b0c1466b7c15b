package dev.stacktape.benchmarks;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.EventListener;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From the file to the template, by the number of functions; it should grow no faster than they do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SynthBenchmark {
  /** Functions of the config, six CloudFormation resources each. */
  @Param({"50", "100", "200", "400"})
  int functions;

  private @Nullable StackRequest request;

  /** Writes the config. */
  @Setup
  public void writeConfig() throws IOException {
    request = Workspace.withFunctions(functions);
  }

  /** All of it. A stack takes 500 resources, and what is larger is told so in the end. */
  @Benchmark
  public Object synthesize() {
    try {
      return new Stacktape().synthesize(Objects.requireNonNull(request), EventListener.none());
    } catch (StacktapeException tooLarge) {
      for (Problem problem : tooLarge.problems()) {
        if (!problem.code().startsWith("TEMPLATE_TOO_")) {
          throw tooLarge;
        }
      }
      return tooLarge;
    }
  }
}

package dev.stacktape.benchmarks;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.Validation;
import dev.stacktape.event.EventListener;
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

/** The goal {@code validate}: from the file to the checked template, on a warm JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ValidateBenchmark {
  /** Lines of YAML. */
  @Param({"100", "1000"})
  int lines;

  private @Nullable StackRequest request;

  /** Writes the config. */
  @Setup
  public void writeConfig() throws IOException {
    request = Workspace.withFunctions(Workspace.functionsFor(lines));
  }

  /** All of it. */
  @Benchmark
  public Validation validate() {
    return new Stacktape().validate(Objects.requireNonNull(request), EventListener.none());
  }
}

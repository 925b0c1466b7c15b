package dev.stacktape.rehearsal;

import dev.stacktape.local.CallLog.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What many cases of a suite begin with: an application in two versions, and a stack that has the
 * first. Each case gets a copy.
 */
final class Stage implements AutoCloseable {
  private static final Pattern READING = Pattern.compile("Get|Head|List|Describe");

  private final Path folder;
  private final Path empty;
  private final Path deployed;
  private final AtomicInteger cases = new AtomicInteger();
  final OrdersApp first;
  final OrdersApp second;

  /** Calls in the order in which a deployment makes them. */
  final List<Call> callsOfFirstDeployment;

  /** The same for the second version on top of the first. */
  final List<Call> callsOfUpdate;

  Stage() {
    try {
      this.folder = Files.createTempDirectory(quickest(), "stacktape-rehearsal");
      this.empty = Files.createDirectories(folder.resolve("empty"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.deployed = folder.resolve("deployed");
    this.first = OrdersApp.write(folder.resolve("first"), 1);
    this.second = OrdersApp.write(folder.resolve("second"), 2);
    try (Rehearsal rehearsal = Rehearsal.in(deployed)) {
      good(rehearsal.deploy("builder", first));
      this.callsOfFirstDeployment = rehearsal.aws.calls().all();
    }
    try (Rehearsal rehearsal = deployed()) {
      good(rehearsal.deploy("builder", second));
      this.callsOfUpdate = rehearsal.aws.calls().all();
    }
  }

  /** State is forced to the disk at every change, which costs nothing in memory. */
  private static Path quickest() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void good(Rehearsal.Run run) {
    if (!run.isGood()) {
      throw new AssertionError(run.text());
    }
  }

  /** An account with nothing in it. */
  Rehearsal empty() {
    return Rehearsal.onCopy(empty, nextFolder());
  }

  /** An account with the first version deployed. */
  Rehearsal deployed() {
    return Rehearsal.onCopy(deployed, nextFolder());
  }

  /** The same, whose locks are as old as they are. */
  Rehearsal deployed(Clock clock) {
    return Rehearsal.onCopy(deployed, nextFolder(), clock);
  }

  private Path nextFolder() {
    return folder.resolve("case-" + cases.incrementAndGet());
  }

  /** Whether a call leaves everything as it is. */
  static boolean reads(Call call) {
    return READING.matcher(call.operation()).lookingAt();
  }

  /** A call of a deployment: the n-th of its operation, counted from 0. */
  record Point(Call call, int number) {
    boolean onlyReads() {
      return reads(call);
    }

    @Override
    public String toString() {
      return call + (number == 0 ? "" : " #" + (number + 1));
    }
  }

  /** How often the state of a stack is surely asked for, however fast CloudFormation is. */
  private static final Map<String, Integer> POLLED =
      Map.of("DescribeStacks", 5, "DescribeStackEvents", 2, "DescribeChangeSet", 1);

  /** The calls at which something can go wrong; of those that only ask again, the first ones. */
  static List<Point> points(List<Call> calls) {
    Set<Point> points = new LinkedHashSet<>();
    Map<Call, Integer> seen = new HashMap<>();
    for (Call call : calls) {
      int number = seen.merge(call, 1, Integer::sum) - 1;
      if (number < POLLED.getOrDefault(call.operation(), Integer.MAX_VALUE)) {
        points.add(new Point(call, number));
      }
    }
    return new ArrayList<>(points);
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.stacktape.maven;

import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.event.EventWords;
import dev.stacktape.operate.StackReport;
import dev.stacktape.operate.StackReportText;
import dev.stacktape.problem.ProblemText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * What a person reads while a goal runs: a line per phase and resource, and on a terminal a last
 * line that is alive. Batch mode, CI and pipes get the plain lines only.
 */
final class Console implements EventListener, AutoCloseable {
  private final Log log;
  private final StatusLine status;
  private final Interruption interruption;
  private final @Nullable ScheduledExecutorService ticks;

  private Console(Log log, StatusLine status, Interruption interruption) {
    this.log = log;
    this.status = status;
    this.interruption = interruption;
    this.ticks = status.isLive() ? ticking() : null;
  }

  /** Time passes also while nothing happens. */
  private ScheduledExecutorService ticking() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "stacktape-status");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    return timer;
  }

  private synchronized void tick() {
    status.draw();
  }

  static Console open(Log log, MavenSession session) {
    boolean live =
        session.getRequest().isInteractiveMode()
            && Terminal.find().isPresent()
            && System.getenv("CI") == null
            && log.isInfoEnabled();
    return new Console(
        log,
        live ? StatusLine.live(System.out, Clock.systemUTC()) : StatusLine.none(),
        Interruption.watch(
            session.getRequest().isInteractiveMode() ? Terminal.find().orElse(null) : null));
  }

  @Override
  public synchronized void on(Event event) {
    status.clear();
    interruption.on(event);
    if (event instanceof Event.Warned warned) {
      ProblemText.plain().of(warned.problem()).lines().forEach(log::warn);
    } else {
      EventWords.line(event).ifPresent(log::info);
    }
    status.update(event);
  }

  /** Prints text of one or more lines. */
  synchronized void say(String text) {
    status.clear();
    text.lines().forEach(log::info);
  }

  /** Prints text for programs to read, without the words that Maven puts before a line. */
  synchronized void print(String text) {
    status.clear();
    System.out.println(text);
  }

  /** Prints why the goal failed. */
  synchronized void complain(String text) {
    status.clear();
    text.lines().forEach(log::error);
  }

  /** Prints what is deployed, resource by resource. */
  void report(StackReport report) {
    say(StackReportText.render(report));
  }

  /** Prints what a person wants to know after a deployment. */
  void summary(StackReport report) {
    say(StackReportText.summary(report));
  }

  /** How a path is best said: relative to where the user stands. */
  String relative(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }

  /** Says what becomes of CloudFormation's work when the user presses Ctrl-C. */
  void onInterrupt(OnInterrupt choice) {
    interruption.onInterrupt(choice);
  }

  /** Cancelled when the user presses Ctrl-C. */
  CancellationToken cancellation() {
    return interruption.token();
  }

  @Override
  public void close() {
    if (ticks != null) {
      ticks.shutdownNow();
    }
    status.clear();
    interruption.close();
  }
}

package dev.stacktape.local.server;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.Pace;
import java.nio.file.Path;
import java.time.Clock;

/**
 * How an embedded AWS is set up.
 *
 * @param state the folder that holds everything; made when it is missing
 * @param port 0 for the port that the folder had the last time, or else one that is free
 * @param account the 12-digit account that the endpoint plays
 * @param clock for every time stamp
 * @param faults what goes wrong
 * @param libraries brings heavy parts when a stack first needs them
 * @param pace how long things take
 * @param recordsOnly whether stacks are made of records alone, with nothing behind them that runs
 *     or keeps data: for finding out what CloudFormation would do
 */
public record LocalAwsOptions(
    Path state,
    int port,
    String account,
    Clock clock,
    Faults faults,
    LibraryResolver libraries,
    Pace pace,
    boolean recordsOnly) {

  /** The account of the embedded AWS unless another is asked for. */
  public static final String ACCOUNT = "123456789012";

  /** A folder, a port that the system chooses, no faults and no heavy parts. */
  public static LocalAwsOptions in(Path state) {
    return new LocalAwsOptions(
        state,
        0,
        ACCOUNT,
        Clock.systemUTC(),
        new Faults(),
        coordinates -> {
          throw new AwsError(
              400, "LibraryNotAvailable", coordinates + " is needed but nothing can bring it");
        },
        Pace.instant(),
        false);
  }

  /** The same with a fixed port. */
  public LocalAwsOptions port(int number) {
    return new LocalAwsOptions(state, number, account, clock, faults, libraries, pace, recordsOnly);
  }

  /** The same with another clock. */
  public LocalAwsOptions clock(Clock other) {
    return new LocalAwsOptions(state, port, account, other, faults, libraries, pace, recordsOnly);
  }

  /** The same with what shall go wrong. */
  public LocalAwsOptions faults(Faults other) {
    return new LocalAwsOptions(state, port, account, clock, other, libraries, pace, recordsOnly);
  }

  /** The same with who brings heavy parts. */
  public LocalAwsOptions libraries(LibraryResolver other) {
    return new LocalAwsOptions(state, port, account, clock, faults, other, pace, recordsOnly);
  }

  /** The same where things take their time. */
  public LocalAwsOptions pace(Pace other) {
    return new LocalAwsOptions(state, port, account, clock, faults, libraries, other, recordsOnly);
  }

  /** The same for another account, of records alone. */
  public LocalAwsOptions recordsOf(String otherAccount) {
    return new LocalAwsOptions(state, port, otherAccount, clock, faults, libraries, pace, true);
  }
}

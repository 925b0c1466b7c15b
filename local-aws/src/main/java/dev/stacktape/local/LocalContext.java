package dev.stacktape.local;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the services of one endpoint share.
 *
 * @param state the folder that holds everything; a service keeps to the subfolder of its name
 * @param account the 12-digit account that the endpoint plays
 * @param clock for every time stamp
 * @param faults what has been told to go wrong
 * @param libraries brings heavy parts when they are first needed
 * @param pace how long things take
 * @param endpoint {@code http://127.0.0.1:<port>}, known once the server listens
 */
public record LocalContext(
    Path state,
    String account,
    Clock clock,
    Faults faults,
    LibraryResolver libraries,
    Pace pace,
    Supplier<String> endpoint) {

  /** With nothing that takes longer than it must. */
  public LocalContext(
      Path state,
      String account,
      Clock clock,
      Faults faults,
      LibraryResolver libraries,
      Supplier<String> endpoint) {
    this(state, account, clock, faults, libraries, Pace.instant(), endpoint);
  }

  /** The subfolder of a service. */
  public Path folder(String service) {
    return state.resolve(service);
  }
}

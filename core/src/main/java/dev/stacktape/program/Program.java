package dev.stacktape.program;

import static dev.stacktape.program.ProgramCode.PROGRAM_EXPORT;
import static dev.stacktape.program.ProgramCode.PROGRAM_MEMORY;
import static dev.stacktape.program.ProgramCode.PROGRAM_MODULE;
import static dev.stacktape.program.ProgramCode.PROGRAM_RECURSION;
import static dev.stacktape.program.ProgramCode.PROGRAM_RESULT;
import static dev.stacktape.program.ProgramCode.PROGRAM_THREW;
import static dev.stacktape.program.ProgramCode.PROGRAM_TIMEOUT;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bundled program of the user. It runs when it is first called, in a sandbox that is kept for
 * further calls until the program is closed; after that the next call runs it anew.
 */
public final class Program implements AutoCloseable {
  /**
   * How the calls of functions and values begin that a program exports; others ask for the whole.
   */
  private static final String EXPORT = "__export";

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SEARCH_LIMIT = Duration.ofSeconds(1);
  private static final Set<String> ENGINE_ERRORS = Set.of("TypeError", "ReferenceError");
  private static final Pattern UNDEFINED = Pattern.compile("'?([\\w$]+)'? is not defined");
  private static final Pattern OF_NOTHING =
      Pattern.compile("cannot read property '([\\w$]+)' of (?:undefined|null)");
  private static final Pattern FRAME = Pattern.compile("function\\.mjs:(\\d+)(?::(\\d+))?");

  private final ProjectFolder folder;
  private final Bundle bundle;
  private final Sources sources;
  private final Sandboxes sandboxes;
  private @Nullable Sandbox sandbox;
  private final List<String> printed = new ArrayList<>();

  /** What has been called since it was loaded; a second run repeats it. */
  private final List<Call> calls = new ArrayList<>();

  private record Call(String function, List<?> arguments) {}

  /** A place in one of the user's files. */
  public record Place(Path file, Location location) {}

  Program(ProjectFolder folder, Bundle bundle, Sources sources, Sandboxes sandboxes) {
    this.folder = folder;
    this.bundle = bundle;
    this.sources = sources;
    this.sandboxes = sandboxes;
  }

  /**
   * Calls a global function that the runtime of {@link Programs} has defined; the program's exports
   * are in {@code __program}.
   *
   * @return the result as JSON
   * @throws StacktapeException with one problem at the user's line: {@code PROGRAM_THREW}, {@code
   *     PROGRAM_TIMEOUT}, {@code PROGRAM_RECURSION}, {@code PROGRAM_MEMORY}, {@code
   *     PROGRAM_MODULE}, {@code PROGRAM_RESULT}, {@code PROGRAM_EXPORT}
   */
  public String call(String function, List<?> arguments) {
    try {
      String result = opened().call(function, arguments, LIMIT);
      calls.add(new Call(function, arguments));
      return result;
    } catch (ProgramFailure failure) {
      try {
        throw new StacktapeException(problem(failure, function, arguments));
      } finally {
        close();
      }
    }
  }

  /** The file that the program starts with. */
  public Path entry() {
    return bundle.entry();
  }

  /** Where that file says what it gives. */
  public Location exported() {
    return sources.exported(bundle.entry());
  }

  /** What it wrote to its console. */
  public List<String> printed() {
    List<String> all = new ArrayList<>(printed);
    if (sandbox != null) {
      all.addAll(sandbox.printed());
    }
    return all;
  }

  /**
   * The user's line in a stack trace of the engine: the first that is neither ours nor in an
   * installed package, or else the first that is in one; the whole file where there is none.
   */
  public Place place(String stack) {
    SourceMap.Place inPackage = null;
    Matcher frame = FRAME.matcher(stack);
    while (frame.find()) {
      int line = Integer.parseInt(frame.group(1)) - Sandbox.FIRST_LINE;
      int column = frame.group(2) == null ? 1 : Integer.parseInt(frame.group(2));
      Optional<SourceMap.Place> place =
          bundle.map().original(line, line == 1 ? column - "try{".length() : column);
      if (place.isEmpty() || isBuiltIn(place.get())) {
        continue;
      }
      if (!place.get().source().contains("node_modules")) {
        return at(place.get());
      }
      inPackage = inPackage == null ? place.get() : inPackage;
    }
    return inPackage == null ? file() : at(inPackage);
  }

  /** A module like `stacktape`, which is no file of the user. */
  private boolean isBuiltIn(SourceMap.Place place) {
    return Path.of(place.source()).isAbsolute()
        && !folder.contains(Path.of(place.source()))
        && !bundle.entry().equals(Path.of(place.source()));
  }

  private Place at(SourceMap.Place place) {
    return new Place(
        folder.root().resolve(place.source()),
        sources.at(place.source(), place.line(), place.column()));
  }

  private Place file() {
    return new Place(bundle.entry(), Location.of(folder.nameOf(bundle.entry())));
  }

  // ---- running ----

  private Sandbox opened() throws ProgramFailure {
    if (sandbox == null) {
      sandbox = loaded();
    }
    return sandbox;
  }

  private Sandbox loaded() throws ProgramFailure {
    Sandbox made = sandboxes.take();
    try {
      made.load(bundle.locals(), bundle.code(), LIMIT);
      return made;
    } catch (ProgramFailure e) {
      made.close();
      throw e;
    }
  }

  @Override
  public void close() {
    sandboxes.close();
    if (sandbox != null) {
      printed.addAll(sandbox.printed());
      sandbox.close();
      sandbox = null;
      calls.clear();
    }
  }

  // ---- what went wrong ----

  private Problem problem(ProgramFailure failure, String function, List<?> arguments) {
    return switch (failure.kind()) {
      case THREW -> thrown(failure).at(placeOf(failure, function, arguments));
      case MEMORY ->
          PROGRAM_MEMORY
              .error("The program wants more memory than programs get, which is 128 MB.")
              .at(place(failure.stack()).location())
              .hint("Does something grow without an end?");
      case TIMEOUT ->
          PROGRAM_TIMEOUT
              .error("The program was still running after %d seconds.".formatted(LIMIT.toSeconds()))
              .at(search(function, arguments, null).location())
              .hint("Does a loop never end? A config is made of values; it waits for nothing.");
      case RECURSION ->
          PROGRAM_RECURSION
              .error("Functions call each other without an end.")
              .at(
                  failure.stack().isEmpty()
                      ? search(function, arguments, null).location()
                      : place(failure.stack()).location())
              .hint("A function that calls itself needs a case in which it does not.");
      case LOST ->
          thrown(failure)
              .at(place(failure.stack()).location())
              .hint("Nothing waits for the promise that ends with this error.");
      case NEVER ->
          PROGRAM_RESULT
              .error("The program gives a promise that is never kept.")
              .at(file().location())
              .hint("There are no timers and there is no network for a config; give the value.");
    };
  }

  private static Problem thrown(ProgramFailure failure) {
    if (failure.name().startsWith("PROGRAM_")) {
      ProgramCode code =
          failure.name().equals(PROGRAM_EXPORT.name()) ? PROGRAM_EXPORT : PROGRAM_RESULT;
      String[] parts = failure.message().split("\n", 2);
      return code.error(parts[0]).hint(parts.length > 1 ? parts[1] : null);
    }
    if (failure.name().equals("NotThere")) {
      String[] parts = failure.message().split("\n", 2);
      return PROGRAM_MODULE
          .error(sentence(parts[0]))
          .hint(
              parts.length > 1
                  ? parts[1]
                  : "A config may read files of its project and `process.env`, and compute.");
    }
    return PROGRAM_THREW.error(
        "The program threw %s: %s"
            .formatted(failure.name(), failure.message().isEmpty() ? "-" : failure.message()));
  }

  private static String sentence(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  /** Of errors that it throws itself the engine knows only the function that they come from. */
  private Location placeOf(ProgramFailure failure, String function, List<?> arguments) {
    Location fromStack = place(failure.stack()).location();
    if (fromStack.line() == 0
        && failure.name().startsWith("PROGRAM_")
        && !function.startsWith(EXPORT)) {
      return sources.exported(bundle.entry());
    }
    boolean noError = failure.stack().isEmpty() && !failure.name().startsWith("PROGRAM_");
    if (!ENGINE_ERRORS.contains(failure.name()) && !noError) {
      return fromStack;
    }
    Place found = search(function, arguments, failure);
    boolean unknown =
        found.location().line() == 0 || found.location().source().contains("node_modules");
    return withNameOf(failure, unknown ? place(failure.stack()) : found);
  }

  /** A statement or function may be the whole config; the name tells where in it. */
  private Location withNameOf(ProgramFailure failure, Place place) {
    if (place.location().line() == 0) {
      return place.location();
    }
    Matcher name = UNDEFINED.matcher(failure.message());
    if (name.matches()) {
      return sources.used(place.file(), place.location(), name.group(1));
    }
    Matcher property = OF_NOTHING.matcher(failure.message());
    return property.matches()
        ? sources.usedProperty(place.file(), place.location(), property.group(1))
        : place.location();
  }

  /**
   * Runs it once more, noting where it is, until it fails or is stopped again.
   *
   * @param failure the failure that is to come again; null for being stopped
   */
  private Place search(String function, List<?> arguments, @Nullable ProgramFailure failure) {
    try (Sandbox second = sandboxes.take()) {
      try {
        second.load(bundle.locals(), Ticks.in(bundle.code()), SEARCH_LIMIT);
        for (Call call : calls) {
          var unusedAsBefore = second.call(call.function(), call.arguments(), SEARCH_LIMIT);
        }
        var unused = second.call(function, arguments, SEARCH_LIMIT);
      } catch (ProgramFailure again) {
        boolean same = failure == null || failure.message().equals(again.message());
        int line = second.lastTick() - Sandbox.FIRST_LINE;
        return same
            ? bundle
                .map()
                .original(line, 1)
                .filter(place -> !isBuiltIn(place))
                .map(this::at)
                .orElseGet(this::file)
            : file();
      }
    }
    return file();
  }
}

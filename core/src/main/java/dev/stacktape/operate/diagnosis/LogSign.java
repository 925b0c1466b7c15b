package dev.stacktape.operate.diagnosis;

import dev.stacktape.operate.diagnosis.Finding.Kind;
import dev.stacktape.operate.diagnosis.Finding.Urgency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something in a log that tells of a fault.
 *
 * @param pattern found in a line; the first that matches counts
 * @param what a sentence with the name of the resource in it
 * @param fix the same
 */
record LogSign(Kind kind, Urgency urgency, Pattern pattern, String what, String fix) {
  private static final List<LogSign> ALL =
      List.of(
          of(
              Kind.FUNCTION_TIMES_OUT,
              "Task timed out after [\\d.]+ seconds|Status: timeout",
              "`%s` runs into its timeout.",
              "Raise `timeout` of `%s`, or find out what it waits for: an address or a database"
                  + " that it cannot reach is the usual cause."),
          of(
              Kind.MEMORY_RUNS_OUT,
              "OutOfMemoryError|JavaScript heap out of memory|signal:"
                  + " killed|\\bMemoryError\\b|OOMKilled",
              "`%s` runs out of memory.",
              "Raise `memory` of `%s`; Lambda gives more processor with it."),
          of(
              Kind.PERMISSION_MISSING,
              "is not authorized to perform|AccessDenied|UnauthorizedOperation",
              "`%s` may not do what it tries to do.",
              "Add what it uses to `connectTo` of `%s`, or the action that is named to its"
                  + " `iamRoleStatements`."),
          of(
              Kind.CODE_INCOMPLETE,
              "ClassNotFoundException|NoClassDefFoundError|NoSuchMethodError|Cannot find module|"
                  + "ImportModuleError|HandlerNotFound|ModuleNotFoundError|No module named|"
                  + "UnsupportedClassVersionError",
              "Code that `%s` needs is not in its package, or is of another version.",
              "Look at the dependencies of `%s`, and at its entry file or handler."),
          of(
              Kind.CONNECTIONS_USED_UP,
              "(?i)too many (?:connections|clients)|remaining connection slots|connection pool.*"
                  + "(?:exhausted|timed? ?out)|Connection is not available, request timed out",
              "`%s` gets no connection to its database: all are in use.",
              "Make the connection pool of `%s` smaller or its instances fewer, or the database"
                  + " larger."),
          of(
              Kind.NOT_REACHED,
              "ECONNREFUSED|Connection refused|UnknownHostException|ENOTFOUND|getaddrinfo|"
                  + "(?i)connect(?:ion)? timed out|ETIMEDOUT|No route to host|NoRouteToHost",
              "`%s` does not reach an address that it needs.",
              "Add what it calls to `connectTo` of `%s`; what is only reached inside of the network"
                  + " needs `joinDefaultVpc` on a function."));

  /** Lines that are worth a look: those that a sign or an error level is likely in. */
  static final String FILTER =
      "?ERROR ?Error ?error ?Exception ?FATAL ?Fatal ?SEVERE ?CRITICAL ?Traceback ?panic ?denied"
          + " ?Denied ?\"timed out\" ?timeout ?killed ?refused ?\"not authorized\"";

  private static final Pattern ERROR =
      Pattern.compile(
          "\\b(?:ERROR|FATAL|SEVERE|CRITICAL)\\b|\\b\\w*Exception\\b|\\b\\w*Error\\b\\s*[:\\]]|"
              + "\"level\"\\s*:\\s*\"(?i:error|fatal)\"|^Traceback|\\bpanic:");
  private static final Pattern HARMLESS =
      Pattern.compile(
          "\\b(?:INFO|DEBUG|TRACE)\\b|\"level\"\\s*:\\s*\"(?i:info|debug|trace)\"|^\\s+at ");

  private static LogSign of(Kind kind, String pattern, String what, String fix) {
    return new LogSign(kind, Urgency.CRITICAL, Pattern.compile(pattern), what, fix);
  }

  private static final LogSign OTHER =
      new LogSign(
          Kind.ERRORS_LOGGED,
          Urgency.WARNING,
          ERROR,
          "`%s` logs errors.",
          "Read what came before them: stacktape:logs -Dstacktape.resourceName=%s.");

  /** What a line tells of, empty when it tells of nothing bad. */
  static Optional<LogSign> in(String message) {
    if (HARMLESS.matcher(message).find()) {
      return Optional.empty();
    }
    return ALL.stream()
        .filter(sign -> sign.pattern().matcher(message).find())
        .findFirst()
        .or(() -> ERROR.matcher(message).find() ? Optional.of(OTHER) : Optional.empty());
  }
}

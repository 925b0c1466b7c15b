package dev.stacktape.event;

import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what is shown: the values that the engine knows to be secret, and what looks
 * like a credential. Everything that leaves the engine as text goes through here. Immutable.
 */
public final class Redaction {
  static final String MARK = "***";

  /** A shorter value would take ordinary words with it. */
  static final int SHORTEST_SECRET = 4;

  /** What looks like a credential; the first group of each is kept. */
  private static final List<Pattern> LOOKS =
      List.of(
          Pattern.compile("()\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          Pattern.compile(
              "(?i)((?:secret_?access_?key|session_?token)[\"']?\\s*[=:]\\s*[\"']?)"
                  + "[A-Za-z0-9/+=]{20,}"),
          Pattern.compile("()\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*"),
          Pattern.compile("(?i)([a-z][a-z0-9+.-]*://[^\\s:/@]*:)[^\\s@/]+(?=@)"),
          // Those of GitHub, GitLab, Slack and Stripe say by their beginning what they are.
          Pattern.compile(
              "()\\b(?:gh[opsur]_\\w{36,}|github_pat_\\w{22,}|glpat-[\\w-]{20,}"
                  + "|xox[abprs]-[\\w-]{10,}|sk_live_\\w{16,})"),
          Pattern.compile(
              "(?i)(\\bauthorization[\"']?\\s*[=:]\\s*[\"']?(?:bearer|basic)\\s+)[^\\s\"',]{8,}"),
          Pattern.compile(
              "(?s)(-----BEGIN [A-Z ]*PRIVATE KEY-----).*?(?=-----END [A-Z ]*PRIVATE KEY-----|$)"),
          Pattern.compile("(?i)(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\\s\"]+"));

  private final List<String> secrets;

  /**
   * Takes these values out, beside what looks like a credential.
   *
   * @param secrets known secret values; those of fewer than four characters are left alone
   */
  public Redaction(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.strip().length() >= SHORTEST_SECRET)
            .distinct()
            // One secret may be a part of another: the whole goes first.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** The text without secrets. */
  public String text(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, MARK);
    }
    for (Pattern look : LOOKS) {
      clean = look.matcher(clean).replaceAll("$1" + MARK);
    }
    return clean;
  }

  /** The problem without secrets, its excerpt of the config included. */
  public Problem problem(Problem problem) {
    return new Problem(
        problem.code(),
        problem.severity(),
        text(problem.message()),
        location(problem.location()),
        orNull(problem.hint()));
  }

  /** The exception without secrets in its problems. */
  public StacktapeException exception(StacktapeException failure) {
    List<Problem> clean = failure.problems().stream().map(this::problem).toList();
    if (clean.equals(failure.problems())) {
      return failure;
    }
    return failure.isCloud()
        ? StacktapeException.cloud(clean, null)
        : new StacktapeException(clean);
  }

  /** The event without secrets. */
  public Event event(Event event) {
    if (event instanceof Event.ResourceChanged change) {
      return new Event.ResourceChanged(
          change.logicalId(),
          change.type(),
          change.status(),
          orNull(change.reason()),
          change.resourceName(),
          change.at());
    }
    if (event instanceof Event.StackChanged change) {
      return new Event.StackChanged(change.status(), orNull(change.reason()), change.at());
    }
    if (event instanceof Event.SwapRejected rejected) {
      return new Event.SwapRejected(rejected.resourceName(), text(rejected.reason()));
    }
    if (event instanceof Event.SwapApplied applied) {
      return new Event.SwapApplied(applied.resourceName(), text(applied.what()), applied.took());
    }
    if (event instanceof Event.Retrying retry) {
      return new Event.Retrying(text(retry.what()), retry.attempt(), retry.pause());
    }
    if (event instanceof Event.ScriptPrinted printed) {
      return new Event.ScriptPrinted(printed.script(), text(printed.line()));
    }
    if (event instanceof Event.Warned warned) {
      return new Event.Warned(problem(warned.problem()));
    }
    if (event instanceof Event.Noted noted) {
      return new Event.Noted(text(noted.message()));
    }
    if (event instanceof Event.TargetResolved target) {
      return new Event.TargetResolved(
          target.account(),
          target.region(),
          target.stage(),
          target.stackName(),
          orNull(target.endpoint()));
    }
    // What is left holds names, sizes and times only.
    return event;
  }

  /** A listener that is told everything without secrets, by several threads one at a time. */
  public EventListener before(EventListener listener) {
    EventListener clean = event -> listener.on(event(event));
    return clean.oneAtATime();
  }

  private @Nullable Location location(@Nullable Location place) {
    return place == null
        ? null
        : new Location(
            place.source(), place.line(), place.column(), place.width(), orNull(place.excerpt()));
  }

  private @Nullable String orNull(@Nullable String text) {
    return text == null ? null : text(text);
  }
}

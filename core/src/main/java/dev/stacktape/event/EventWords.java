package dev.stacktape.event;

import dev.stacktape.event.Event.ArtifactPackaged;
import dev.stacktape.event.Event.ArtifactUploaded;
import dev.stacktape.event.Event.Noted;
import dev.stacktape.event.Event.Phase;
import dev.stacktape.event.Event.PhaseFinished;
import dev.stacktape.event.Event.PhaseStarted;
import dev.stacktape.event.Event.ResourceChanged;
import dev.stacktape.event.Event.Retrying;
import dev.stacktape.event.Event.ScriptFinished;
import dev.stacktape.event.Event.ScriptPrinted;
import dev.stacktape.event.Event.ScriptStarted;
import dev.stacktape.event.Event.StackChanged;
import dev.stacktape.event.Event.SwapApplied;
import dev.stacktape.event.Event.SwapRejected;
import dev.stacktape.event.Event.TargetResolved;
import dev.stacktape.event.Event.TimesExpected;
import dev.stacktape.event.Event.UploadProgressed;
import dev.stacktape.event.Event.Warned;
import dev.stacktape.problem.Problem;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of events, in one place: one line of plain English each. */
public final class EventWords {
  private static final int DIGEST_SHOWN = 12;

  private EventWords() {}

  /**
   * The line that stays on a console. Empty for what is of interest only while it lasts: bytes on
   * their way, and resources that are being worked on.
   */
  public static Optional<String> line(Event event) {
    boolean passing =
        event instanceof UploadProgressed
            || (event instanceof ResourceChanged resource && isUnderWay(resource.status()))
            || (event instanceof StackChanged stack && isOrdinary(stack))
            || (event instanceof TimesExpected expected && expected.whole() == null);
    return passing ? Optional.empty() : Optional.of(words(event));
  }

  /** Any event in words. */
  public static String words(Event event) {
    // A switch over the sealed interface would be checked by the compiler, but Java 17 has none;
    // a test walks through the permitted records instead.
    if (event instanceof TargetResolved target) {
      return of(target);
    }
    if (event instanceof PhaseStarted started) {
      return doing(started.phase());
    }
    if (event instanceof PhaseFinished finished) {
      return done(finished.phase()) + " in " + Amounts.time(finished.took());
    }
    if (event instanceof ArtifactPackaged packaged) {
      return of(packaged);
    }
    if (event instanceof UploadProgressed upload) {
      return "  %s: %s of %s sent"
          .formatted(
              upload.name(), Amounts.size(upload.sentBytes()), Amounts.size(upload.totalBytes()));
    }
    if (event instanceof ArtifactUploaded uploaded) {
      return uploaded.alreadyThere()
          ? "  %s: already uploaded".formatted(uploaded.name())
          : "  %s: uploaded, %s".formatted(uploaded.name(), Amounts.size(uploaded.sizeBytes()));
    }
    if (event instanceof ResourceChanged resource) {
      return of(resource);
    }
    if (event instanceof StackChanged stack) {
      return "  stack: " + change(stack.status()) + because(stack.reason());
    }
    if (event instanceof TimesExpected expected) {
      return expected.whole() == null
          ? "  nothing is known of how long this takes"
          : "  expected to take about " + Amounts.time(expected.whole()) + ", as before";
    }
    if (event instanceof SwapApplied swap) {
      return "  %s: %s swapped in %s"
          .formatted(swap.resourceName(), swap.what(), Amounts.time(swap.took()));
    }
    if (event instanceof SwapRejected rejected) {
      return "  %s: cannot be hot-swapped: %s"
          .formatted(rejected.resourceName(), rejected.reason());
    }
    if (event instanceof ScriptStarted started) {
      String hook = started.hook() == null ? "" : " (" + started.hook() + ")";
      return "Script " + started.script() + hook;
    }
    if (event instanceof ScriptPrinted printed) {
      return "  " + printed.script() + " | " + printed.line();
    }
    if (event instanceof ScriptFinished finished) {
      return "  %s: done in %s".formatted(finished.script(), Amounts.time(finished.took()));
    }
    if (event instanceof Retrying retry) {
      return "  %s: trying again in %s (attempt %d)"
          .formatted(retry.what(), Amounts.time(retry.pause()), retry.attempt());
    }
    if (event instanceof Warned warned) {
      return of(warned.problem());
    }
    if (event instanceof Noted noted) {
      return noted.message();
    }
    throw new IllegalArgumentException("No words for " + event.getClass().getName());
  }

  private static String of(TargetResolved target) {
    String where = target.endpoint() == null ? "" : ", at " + target.endpoint();
    return "Stack %s, stage %s, region %s, account %s%s"
        .formatted(target.stackName(), target.stage(), target.region(), target.account(), where);
  }

  private static String of(ArtifactPackaged packaged) {
    String digest =
        packaged.digest().substring(0, Math.min(DIGEST_SHOWN, packaged.digest().length()));
    return "  %s: %s, %s unpacked, %s%s"
        .formatted(
            packaged.name(),
            Amounts.size(packaged.sizeBytes()),
            Amounts.size(packaged.unpackedBytes()),
            digest,
            packaged.reused() ? ", as before" : "");
  }

  private static String of(ResourceChanged resource) {
    String owner = resource.resourceName() == null ? "" : resource.resourceName() + ": ";
    String reason = resource.status().endsWith("_FAILED") ? because(resource.reason()) : "";
    return "  %s%s %s %s%s"
        .formatted(owner, resource.type(), resource.logicalId(), change(resource.status()), reason);
  }

  private static String of(Problem problem) {
    String place = problem.location() == null ? "" : problem.location() + ": ";
    String hint = problem.hint() == null ? "" : " " + problem.hint();
    return "Warning: " + place + problem.message() + hint;
  }

  private static String because(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "" : ": " + reason.strip();
  }

  /** CloudFormation's status as a verb; one that is not known is said as it is. */
  private static String change(String status) {
    return switch (status) {
      case "CREATE_IN_PROGRESS" -> "is being created";
      case "UPDATE_IN_PROGRESS" -> "is being updated";
      case "DELETE_IN_PROGRESS" -> "is being deleted";
      case "ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS" -> "rolling back";
      case "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" ->
          "clearing away what was replaced";
      case "CREATE_COMPLETE" -> "created";
      case "UPDATE_COMPLETE" -> "updated";
      case "DELETE_COMPLETE" -> "deleted";
      case "DELETE_SKIPPED" -> "kept";
      case "ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_COMPLETE" -> "rolled back";
      case "CREATE_FAILED" -> "could not be created";
      case "UPDATE_FAILED" -> "could not be updated";
      case "DELETE_FAILED" -> "could not be deleted";
      case "ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED" -> "could not be rolled back";
      default -> status.toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static boolean isUnderWay(String status) {
    return status.endsWith("_IN_PROGRESS");
  }

  /** The steps of a stack in which nothing goes wrong say no more than its phase does. */
  private static boolean isOrdinary(StackChanged stack) {
    return isUnderWay(stack.status()) && !stack.status().contains("ROLLBACK");
  }

  private static String doing(Phase phase) {
    return switch (phase) {
      case VALIDATE -> "Validating";
      case SYNTHESIZE -> "Synthesizing the template";
      case PACKAGE -> "Packaging";
      case PLAN -> "Planning";
      case UPLOAD -> "Uploading";
      case DEPLOY -> "Deploying";
      case HOTSWAP -> "Hot-swapping";
      case GET_READY -> "Waiting until what changed is ready";
      case DELETE -> "Deleting";
      case CLEAN_UP -> "Cleaning up";
    };
  }

  private static String done(Phase phase) {
    return switch (phase) {
      case VALIDATE -> "Validated";
      case SYNTHESIZE -> "Synthesized the template";
      case PACKAGE -> "Packaged";
      case PLAN -> "Planned";
      case UPLOAD -> "Uploaded";
      case DEPLOY -> "Deployed";
      case HOTSWAP -> "Hot-swapped";
      case GET_READY -> "Ready";
      case DELETE -> "Deleted";
      case CLEAN_UP -> "Cleaned up";
    };
  }
}

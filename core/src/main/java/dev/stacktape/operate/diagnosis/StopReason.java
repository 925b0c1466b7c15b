package dev.stacktape.operate.diagnosis;

import dev.stacktape.operate.diagnosis.Finding.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a task of ECS stopped.
 *
 * @param pattern found in ECS's words
 * @param what a sentence with the name of the resource in it
 * @param fix the same
 */
record StopReason(Kind kind, Pattern pattern, String what, String fix) {
  private static final List<StopReason> ALL =
      List.of(
          of(
              Kind.MEMORY_RUNS_OUT,
              "OutOfMemory|exited with 137",
              "Instances of `%s` are ended because they use more memory than they have.",
              "Raise `resources.memory` of `%s`."),
          of(
              Kind.CODE_INCOMPLETE,
              "CannotPullContainer|CannotPullImageManifest|ImageNotFound",
              "The image of `%s` cannot be pulled.",
              "Deploy `%s` again, which pushes its image anew; where the image is somebody else's,"
                  + " look at its name and at who may read it."),
          of(
              Kind.NOT_REACHED,
              "ResourceInitializationError",
              "Instances of `%s` do not start: something that they need beforehand, such as a"
                  + " secret, cannot be had.",
              "Look at the secrets and parameters in the environment of `%s`, and whether its"
                  + " network leads to AWS."),
          of(
              Kind.TASKS_STOP,
              "(?i)health checks?|unhealthy",
              "Instances of `%s` are ended because their health check fails.",
              "Look at whether `%s` listens on the port that its config names, answers its health"
                  + " check with success, and starts within the grace period."),
          of(
              Kind.CODE_INCOMPLETE,
              "exec format error|exited with 126|exited with 127|CannotStartContainer",
              "The program of `%s` cannot be started.",
              "Look at the command of `%s`, and whether its image is for the processor that it"
                  + " runs on."));

  private static final StopReason OTHER =
      of(
          Kind.TASKS_STOP,
          "",
          "Instances of `%s` end by themselves.",
          "Mend what the last lines of `%s` say; a service has to go on running.");

  private static StopReason of(Kind kind, String pattern, String what, String fix) {
    return new StopReason(kind, Pattern.compile(pattern), what, fix);
  }

  /** What ECS's words mean. */
  static StopReason of(String reason) {
    return ALL.stream()
        .filter(known -> known.pattern().matcher(reason).find())
        .findFirst()
        .orElse(OTHER);
  }
}

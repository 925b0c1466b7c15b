package dev.stacktape.local.lambda;

import java.nio.file.Path;
import java.util.List;

/** Knows how the functions of one family of runtimes are started. */
interface Launcher {
  /** Whether it starts functions of a runtime such as {@code java21}. */
  boolean starts(String runtime);

  /**
   * The command that runs a function.
   *
   * @param taskRoot the unpacked code, which is also the working folder
   * @param layers the unpacked layers, in order
   * @throws dev.stacktape.local.AwsError {@code Runtime.*} when this machine cannot run it; the
   *     message says what is missing
   */
  List<String> command(FunctionVersion function, Path taskRoot, List<Path> layers);
}

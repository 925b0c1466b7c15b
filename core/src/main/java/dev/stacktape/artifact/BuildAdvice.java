package dev.stacktape.artifact;

/**
 * What to tell a user who has not compiled yet. The engine does not know which build tool is in
 * use; its face does.
 */
@FunctionalInterface
public interface BuildAdvice {
  /** One sentence that says how to compile {@code module}, with the exact command. */
  String toCompile(JavaModule module);
}

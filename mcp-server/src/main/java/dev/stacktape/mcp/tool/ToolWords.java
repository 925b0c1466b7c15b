package dev.stacktape.mcp.tool;

import java.util.regex.Pattern;

/**
 * What the engine says in the words of Maven, in those of the tools: an agent has arguments and no
 * command line, and goes for a shell where it reads of one.
 */
public final class ToolWords {
  private static final Pattern LOGS =
      Pattern.compile("stacktape:logs -Dstacktape\\.resourceName=([A-Za-z0-9]+)");
  private static final Pattern ARGUMENT =
      Pattern.compile("-Dstacktape\\.(stage|region|configPath)\\b(?!=)");

  private ToolWords() {}

  /** The same hint for an agent. */
  public static String of(String hint) {
    String told = LOGS.matcher(hint).replaceAll("read_logs with `resource` $1");
    return ARGUMENT
        .matcher(told)
        .replaceAll("`$1`")
        .replace("stacktape:versions", "describe_stack")
        .replaceAll("-Dstacktape\\.version\\b", "`toVersion`");
  }
}

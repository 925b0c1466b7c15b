package dev.stacktape.artifact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that have no business in an artifact, told by their names. */
public enum Unwanted {
  /** Version control, editors, the desktop: left out without a word. */
  CLUTTER,
  /** May hold secrets: left out, and the user is told. */
  SECRET;

  private static final Set<String> CLUTTER_NAMES =
      Set.of(
          ".git",
          ".hg",
          ".svn",
          ".gitignore",
          ".gitattributes",
          ".idea",
          ".vscode",
          ".settings",
          ".project",
          ".classpath",
          ".factorypath",
          ".ds_store",
          "thumbs.db",
          "desktop.ini");

  private static final Set<String> SECRET_NAMES =
      Set.of(
          ".env",
          ".envrc",
          ".aws",
          ".ssh",
          ".gnupg",
          ".netrc",
          "_netrc",
          ".npmrc",
          ".yarnrc.yml",
          ".pypirc",
          ".pgpass",
          ".git-credentials",
          "id_rsa",
          "id_dsa",
          "id_ecdsa",
          "id_ed25519");

  /** What the file or folder {@code name} is, or null when it is welcome. */
  public static @Nullable Unwanted of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (SECRET_NAMES.contains(lower) || lower.startsWith(".env.")) {
      return SECRET;
    }
    return CLUTTER_NAMES.contains(lower) || lower.endsWith(".iml") ? CLUTTER : null;
  }

  /** Whether any name on {@code path} may stand for secrets. */
  public static boolean isSecret(String path) {
    return Arrays.stream(path.split("/", -1)).anyMatch(name -> of(name) == SECRET);
  }
}

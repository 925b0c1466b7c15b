package dev.stacktape.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.jspecify.annotations.Nullable;

/** The Maven that runs this session, to be started once more with what the user typed for it. */
final class NestedMaven {
  private final Path home;
  private final boolean offline;
  private final List<String> profiles;
  private final List<String> properties;
  private final @Nullable File settings;

  private NestedMaven(Path home, MavenSession session) {
    this.home = home;
    this.offline = session.isOffline();
    this.profiles = session.getRequest().getActiveProfiles();
    this.properties = properties(session);
    this.settings = session.getRequest().getUserSettingsFile();
  }

  /** Null where this Maven does not say where it is. */
  static @Nullable NestedMaven of(MavenSession session) {
    String home = System.getProperty("maven.home");
    return home == null ? null : new NestedMaven(Path.of(home), session);
  }

  /** What was typed for the user's own build. */
  private static List<String> properties(MavenSession session) {
    List<String> typed = new ArrayList<>();
    session
        .getUserProperties()
        .forEach(
            (name, value) -> {
              if (!String.valueOf(name).startsWith("stacktape.")) {
                typed.add("-D" + name + "=" + value);
              }
            });
    return typed;
  }

  /** The command that runs goals, quietly and without asking. */
  List<String> command(List<String> goals) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve(windows ? "mvn.cmd" : "mvn").toString());
    command.addAll(List.of("-q", "-B"));
    command.addAll(goals);
    command.addAll(properties);
    if (offline) {
      command.add("-o");
    }
    if (!profiles.isEmpty()) {
      command.add("-P" + String.join(",", profiles));
    }
    if (settings != null && settings.isFile()) {
      command.addAll(List.of("-s", settings.getPath()));
    }
    return command;
  }
}

package dev.stacktape;

import dev.stacktape.artifact.Sha256;
import dev.stacktape.config.HookTrigger;
import dev.stacktape.stack.ScriptSpec;
import dev.stacktape.stack.StackScripts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the scripts of hooks by what they do: their words in the config, and the content of the
 * files that they run. Whoever agreed to a plan has agreed to these, and to no others that later
 * stand under the same names.
 *
 * <p>Files are those of {@code executeScript}, and those that a command line names and whose name
 * says that they are programs, such as {@code deploy.sh}. What programs read on their own, such as
 * a {@code package.json}, is not seen.
 */
final class HookDigest {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s;|&()<>\"'`=]+");
  private static final Pattern PROGRAM =
      Pattern.compile("(?i).*\\.(sh|bash|js|mjs|cjs|ts|mts|cts|tsx|py|rb|pl|java|jar|bat|cmd|ps1)");

  private final StackScripts scripts;
  private final Sha256 digest = new Sha256();

  private HookDigest(StackScripts scripts) {
    this.scripts = scripts;
  }

  /** 64 hexadecimal digits; null where nothing would run. */
  static @Nullable String of(
      StackScripts scripts, boolean onBuildServer, HookTrigger... occasions) {
    HookDigest digest = new HookDigest(scripts);
    boolean any = false;
    for (HookTrigger occasion : occasions) {
      for (ScriptSpec script : scripts.due(occasion, onBuildServer)) {
        digest.add(occasion, script);
        any = true;
      }
    }
    return any ? digest.digest.hex() : null;
  }

  /** Where a script stands in the config does not matter. */
  private void add(HookTrigger occasion, ScriptSpec script) {
    field(occasion.key());
    field(script.name());
    field(script.kind().name());
    field(String.valueOf(script.runsFiles()));
    field(String.valueOf(script.cwd()));
    field(script.environment().toString());
    field(String.valueOf(script.assumedRoleOf()));
    field(String.valueOf(script.bastion()));
    field(script.tunnels().toString());
    for (Object step : script.steps()) {
      field(step.toString());
      if (step instanceof String text) {
        files(script, text).forEach(this::addFile);
      }
    }
  }

  /** With its length, so that two fields never read like one. */
  private void field(String text) {
    digest.add(text.length() + ":" + text);
  }

  private Set<Path> files(ScriptSpec script, String step) {
    Set<Path> files = new LinkedHashSet<>();
    if (script.runsFiles()) {
      addIfThere(script, step, files);
      return files;
    }
    for (String word : BETWEEN_WORDS.split(step, -1)) {
      if (PROGRAM.matcher(word).matches()) {
        addIfThere(script, word, files);
      }
    }
    return files;
  }

  /** Files are named from the folder of the config, or else from the one to run in. */
  private void addIfThere(ScriptSpec script, String name, Set<Path> files) {
    try {
      Path directory = scripts.directory();
      Path cwd = script.cwd() instanceof String text ? directory.resolve(text) : directory;
      for (Path folder : List.of(directory, cwd)) {
        Path file = folder.resolve(name).toAbsolutePath().normalize();
        if (Files.isRegularFile(file)) {
          files.add(file);
        }
      }
    } catch (InvalidPathException noFile) {
      // Whatever it is, its words are a part of the digest.
    }
  }

  private void addFile(Path file) {
    try (OutputStream sum = digest.over(OutputStream.nullOutputStream())) {
      field(scripts.directory().toAbsolutePath().normalize().relativize(file).toString());
      field(String.valueOf(Files.size(file)));
      Files.copy(file, sum);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

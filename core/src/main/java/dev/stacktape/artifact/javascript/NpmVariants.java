package dev.stacktape.artifact.javascript;

import dev.stacktape.artifact.Programs;
import dev.stacktape.artifact.Sha256;
import dev.stacktape.artifact.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Native packages for the machine that a program is to run on, which npm has not installed because
 * this one is another. They are installed in a folder of their own, so that the project keeps those
 * that it runs with here.
 *
 * @param folder keeps them from run to run, by name and version
 */
record NpmVariants(Programs programs, Path folder, JavaScriptSource.Platform platform) {
  /** Only these are the same on every day. */
  private static final Pattern EXACT = Pattern.compile("\\d+\\.\\d+\\.\\d+[\\w.+-]*");

  /** Those of {@code missing} that could be had, by name; none without npm or a network. */
  Map<String, NpmPackage> install(List<NpmTree.MissingVariant> missing) throws IOException {
    List<NpmTree.MissingVariant> exact =
        missing.stream().filter(one -> EXACT.matcher(one.version()).matches()).toList();
    Optional<Path> npm = programs.find("npm");
    List<String> names =
        exact.stream().map(one -> one.name() + "@" + one.version()).sorted().distinct().toList();
    if (names.isEmpty() || npm.isEmpty()) {
      return Map.of();
    }
    Sha256 key = new Sha256();
    key.add(platform + "\n" + String.join("\n", names));
    Path place =
        new WorkFolder(folder)
            .result(key.hex().substring(0, 32), false, fresh -> run(npm.get(), names, fresh));
    Map<String, NpmPackage> found = new TreeMap<>();
    exact.forEach(
        one -> NpmPackage.find(one.name(), place).ifPresent(had -> found.put(one.name(), had)));
    return found;
  }

  private boolean run(Path npm, List<String> names, Path place) throws IOException {
    Files.writeString(place.resolve("package.json"), "{\"private\":true}\n");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(npm.toString(), "install", "--prefix", place.toString()));
    command.addAll(List.of("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--force"));
    command.addAll(
        List.of(
            "--ignore-scripts",
            "--os=linux",
            "--cpu=" + platform.cpu(),
            "--libc=" + platform.libc()));
    command.addAll(names);
    return programs.run(command, place, Map.of()).succeeded();
  }
}

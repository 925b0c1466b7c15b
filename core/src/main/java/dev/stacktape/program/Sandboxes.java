package dev.stacktape.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sandboxes for one program. The first is made while the program is still being bundled: on a
 * cold JVM either takes about half a second.
 */
final class Sandboxes implements AutoCloseable {
  private final Programs programs;
  private final Path entry;
  private @Nullable CompletableFuture<Sandbox> first;

  Sandboxes(Programs programs, Path entry) {
    this.programs = programs;
    this.entry = entry;
  }

  /** Begins to make one, on a thread that does not keep the JVM alive. */
  void prepare() {
    first =
        CompletableFuture.supplyAsync(
            this::make,
            work -> {
              Thread thread = new Thread(work, "stacktape-sandbox-first");
              thread.setDaemon(true);
              thread.start();
            });
  }

  /** One in which nothing of the program has run; whoever takes it closes it. */
  Sandbox take() {
    CompletableFuture<Sandbox> prepared = first;
    if (prepared == null) {
      return make();
    }
    first = null;
    try {
      return prepared.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException problem ? problem : e;
    }
  }

  private Sandbox make() {
    List<String> prelude =
        new ArrayList<>(
            List.of(text("promises.js"), text("prelude.js"), text("web.js"), text("node.js")));
    prelude.addAll(programs.runtime().get());
    return new Sandbox(prelude, new Host(programs.folder(), settings()));
  }

  private Map<String, Object> settings() {
    Path folder = Objects.requireNonNull(entry.getParent());
    return Map.of(
        "env", programs.environment(),
        "argv", programs.arguments(),
        "platform", platform(),
        "arch", System.getProperty("os.arch", "").contains("aarch64") ? "arm64" : "x64",
        "folder", folder.toString().replace('\\', '/'),
        "file", entry.toString().replace('\\', '/'),
        "url", entry.toUri().toString().replaceFirst("^file:/(?!/)", "file:///"));
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return os.startsWith("windows") ? "win32" : os.startsWith("mac") ? "darwin" : "linux";
  }

  static String text(String name) {
    try (InputStream in = Objects.requireNonNull(Sandboxes.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes what was prepared and not taken, as soon as it is there. */
  @Override
  public void close() {
    CompletableFuture<Sandbox> prepared = first;
    first = null;
    if (prepared != null) {
      var unused = prepared.thenAccept(Sandbox::close);
    }
  }
}

package dev.stacktape.artifact.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registry that Docker publishes, as Debian packages it: {@code apt install docker-registry}.
 */
public final class DockerRegistry implements AutoCloseable {
  public static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final String host;

  private DockerRegistry(Process process, String host) {
    this.process = process;
    this.host = host;
  }

  public static DockerRegistry start(Path folder) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("registry.yml"),
            """
            version: 0.1
            log: { level: info }
            storage: { filesystem: { rootdirectory: %s } }
            http: { addr: 127.0.0.1:0 }
            """
                .formatted(folder.resolve("registry")));
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", config.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}));
        rest.setDaemon(true);
        rest.start();
        return new DockerRegistry(process, listening.group(1));
      }
    }
    throw new IOException("docker-registry ended before it listened");
  }

  /** Such as {@code 127.0.0.1:4711}. */
  public String host() {
    return host;
  }

  @Override
  public void close() {
    process.destroy();
  }
}

package dev.stacktape.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Who holds a lock: a process on a machine.
 *
 * @param user the user's name there
 * @param host what the machine calls itself
 * @param machine what tells two machines of one name apart, as far as it can be found out: on Linux
 *     the boot and the process namespace (containers of one image often share the host name)
 * @param pid the process
 * @param started when the process started, in milliseconds since 1970, because process ids are used
 *     again
 */
public record LockOwner(String user, String host, String machine, long pid, long started) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  /** This process. */
  public static LockOwner thisProcess(Map<String, String> environment) {
    ProcessHandle process = ProcessHandle.current();
    return new LockOwner(
        System.getProperty("user.name", "unknown"),
        hostName(environment),
        machineId(),
        process.pid(),
        startOf(process));
  }

  /** {@code user@host}. */
  public String title() {
    return user + "@" + host;
  }

  /**
   * Whether the owner certainly lives no more, as far as this process can tell: it ran on the same
   * machine and its process is gone.
   */
  boolean isGoneAsSeenBy(LockOwner here) {
    if (!host.equals(here.host) || !machine.equals(here.machine)) {
      return false;
    }
    return ProcessHandle.of(pid).map(process -> startOf(process) != started).orElse(true);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName(Map<String, String> environment) {
    String named = environment.getOrDefault("HOSTNAME", environment.get("COMPUTERNAME"));
    if (named != null && !named.isBlank()) {
      return named;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown-host";
    }
  }

  private static String machineId() {
    try {
      return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return System.getProperty("os.name", "unknown");
    }
  }
}

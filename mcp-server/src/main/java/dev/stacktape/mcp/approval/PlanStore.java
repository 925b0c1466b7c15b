package dev.stacktape.mcp.approval;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.mcp.tool.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Plans and approvals in a folder of the user, outside of every project: still there after a
 * restart, and shared with the terminal in which a person approves.
 */
public final class PlanStore {
  /** How long a plan can be carried out. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final Clock clock;

  /** Keeps plans in a folder, which is made when it is not there. */
  public PlanStore(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** An id that nobody guesses. */
  public static String newId() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  /** When a plan that is made now ends. */
  public long expiry() {
    return clock.instant().plus(LIFETIME).toEpochMilli();
  }

  /** Stores a plan. */
  public void add(StoredPlan plan) {
    write(file(plan.id(), "plan"), plan);
  }

  /**
   * A plan by its id.
   *
   * @throws Refusal {@code PLAN_UNKNOWN}
   */
  public StoredPlan get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new Refusal(
                    "PLAN_UNKNOWN",
                    "There is no plan `" + shown(id) + "`.",
                    "Plans come from plan_change and live for 15 minutes.",
                    "Call plan_change, show its result to the user, then use its planId."));
  }

  private Optional<StoredPlan> find(String id) {
    if (!id.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    Path file = file(id, "plan");
    return Files.isRegularFile(file) ? Optional.of(read(file, StoredPlan.class)) : Optional.empty();
  }

  /** Whether its time has run out. */
  public boolean isExpired(StoredPlan plan) {
    return clock.millis() > plan.expires();
  }

  /** A person's yes, bound to everything that the plan says. */
  record Approval(String digest, String by, long at) {}

  /** Writes down that a person agreed to a plan. */
  public void approve(StoredPlan plan, String by) {
    write(file(plan.id(), "approval"), new Approval(plan.digest(), by, clock.millis()));
  }

  /** Whether a person agreed to exactly this plan. */
  public boolean isApproved(StoredPlan plan) {
    Path file = file(plan.id(), "approval");
    return Files.isRegularFile(file) && read(file, Approval.class).digest().equals(plan.digest());
  }

  /**
   * Takes a plan for its operation, once, whichever server asks.
   *
   * @return whether this call was the first, and so has to start the operation
   */
  public boolean claim(StoredPlan plan) {
    try {
      Files.createFile(file(plan.id(), "claim"));
      return true;
    } catch (FileAlreadyExistsException taken) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether its operation was started. */
  public boolean isClaimed(StoredPlan plan) {
    return Files.exists(file(plan.id(), "claim"));
  }

  private Path file(String id, String kind) {
    return folder.resolve(id + "." + kind + ".json");
  }

  private <T> T read(Path file, Class<T> type) {
    try {
      return JSON.readValue(Files.readString(file), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, Object value) {
    try {
      makeFolder();
      Path whole = Files.createTempFile(folder, "new", ".tmp");
      Files.write(whole, JSON.writeValueAsBytes(value));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static String shown(String id) {
    return id.length() > 40 ? id.substring(0, 40) + "..." : id;
  }
}

package dev.stacktape.mcp.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stacktape.mcp.store.PrivateFolder;
import dev.stacktape.mcp.tool.Page;
import dev.stacktape.mcp.tool.Refusal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plans and approvals in a folder of the user, outside of every project: still there after a
 * restart, and shared with the terminal in which a person approves.
 */
public final class PlanStore {
  /** How long a plan can be carried out. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final int LONGEST_ID = 40;
  private static final int LOOKED_AT = 200;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PLAN = ".plan.json";
  private static final String APPROVAL = ".approval.json";
  private static final String CLAIM = ".claim.json";

  /** How long a plan that can no longer be carried out can still be looked at. */
  private static final Duration MEMORY = Duration.ofDays(7);

  private final PrivateFolder folder;
  private final Clock clock;
  private final @Nullable String project;

  private PlanStore(PrivateFolder folder, Clock clock, @Nullable String project) {
    this.folder = folder;
    this.clock = clock;
    this.project = project;
  }

  /** Keeps plans of all projects in a folder, which is made when it is not there. */
  public PlanStore(Path folder, Clock clock) {
    this(new PrivateFolder(folder), clock, null);
  }

  /** The same plans as an agent of one project sees them: those of others are not there. */
  public PlanStore of(Path root) {
    return new PlanStore(folder, clock, root.toString());
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
    write(plan.id() + PLAN, plan);
    for (String ending : List.of(PLAN, APPROVAL, CLAIM)) {
      folder.forget(ending, clock.instant().minus(MEMORY), 0);
    }
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
                    "There is no plan `" + Page.shortened(id, LONGEST_ID) + "` of this project.",
                    "Plans come from plan_change and live for 15 minutes.",
                    "Call plan_change, show its result to the user, then use its planId."));
  }

  private Optional<StoredPlan> find(String id) {
    return id.matches("[0-9a-f]{32}") && folder.has(id + PLAN)
        ? Optional.of(read(id + PLAN, StoredPlan.class)).filter(this::isOurs)
        : Optional.empty();
  }

  private boolean isOurs(StoredPlan plan) {
    return project == null || project.equals(plan.project());
  }

  /** The plans that were made last, newest first. */
  public List<StoredPlan> newest(int most) {
    List<StoredPlan> plans = new ArrayList<>();
    for (String name : folder.newest(PLAN, LOOKED_AT)) {
      find(name.substring(0, name.length() - PLAN.length()))
          .filter(plan -> plans.size() < most)
          .ifPresent(plans::add);
    }
    return plans;
  }

  /** Whether its time has run out. */
  public boolean isExpired(StoredPlan plan) {
    return clock.millis() > plan.expires();
  }

  /** A person's yes, bound to everything that the plan says. */
  record Approval(String digest, String by, long at) {}

  /** Writes down that a person agreed to a plan. */
  public void approve(StoredPlan plan, String by) {
    write(plan.id() + APPROVAL, new Approval(plan.digest(), by, clock.millis()));
  }

  /** Whether a person agreed to exactly this plan. */
  public boolean isApproved(StoredPlan plan) {
    String name = plan.id() + APPROVAL;
    return folder.has(name) && read(name, Approval.class).digest().equals(plan.digest());
  }

  /**
   * Takes a plan for its operation, once, whichever server asks.
   *
   * @return whether this call was the first, and so has to start the operation
   */
  public boolean claim(StoredPlan plan) {
    return folder.claim(plan.id() + CLAIM);
  }

  /** Whether its operation was started. */
  public boolean isClaimed(StoredPlan plan) {
    return folder.has(plan.id() + CLAIM);
  }

  private <T> T read(String name, Class<T> type) {
    try {
      return JSON.readValue(folder.read(name), type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, Object value) {
    try {
      folder.write(name, JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.stacktape.mcp.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.stacktape.StackRequest;
import dev.stacktape.config.Guardrails;
import dev.stacktape.mcp.tool.Refusal;
import dev.stacktape.name.Target;
import dev.stacktape.plan.Change;
import dev.stacktape.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What agents may do, and who has to agree. It comes from a file outside of the project, because an
 * agent can write inside of it; a file in the project can only make it stricter.
 *
 * @param accounts that may be touched; all when empty
 * @param regions that may be touched; all when empty; patterns with {@code *}
 * @param stages that may be touched; all when empty; patterns with {@code *}
 * @param developmentStages where a change that takes nothing away needs nobody's approval
 * @param productionStages where everything needs an approval out of band
 * @param approval the least approval that a stage needs, by pattern
 */
public record Policy(
    List<String> accounts,
    List<String> regions,
    List<String> stages,
    List<String> developmentStages,
    List<String> productionStages,
    Map<String, ApprovalMode> approval) {

  private static final List<String> DEVELOPMENT = List.of("dev", "dev-*", "pr-*", "test", "test-*");
  private static final List<String> PRODUCTION =
      List.of("prod", "prod-*", "production", "production-*");

  public Policy {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
    stages = List.copyOf(stages);
    developmentStages = List.copyOf(developmentStages);
    productionStages = List.copyOf(productionStages);
    approval = Map.copyOf(approval);
  }

  /** What holds where no file says anything. */
  public static Policy standard() {
    return new Policy(List.of(), List.of(), List.of(), DEVELOPMENT, PRODUCTION, Map.of());
  }

  /** As a file says it: every key may be left out. */
  record Written(
      @JsonProperty("accounts") @Nullable List<String> accounts,
      @JsonProperty("regions") @Nullable List<String> regions,
      @JsonProperty("stages") @Nullable List<String> stages,
      @JsonProperty("developmentStages") @Nullable List<String> developmentStages,
      @JsonProperty("productionStages") @Nullable List<String> productionStages,
      @JsonProperty("approval") @Nullable Map<String, ApprovalMode> approval) {

    /** What it does not say, as another policy has it. */
    Policy over(Policy other) {
      return new Policy(
          or(accounts, List.of()),
          or(regions, List.of()),
          or(stages, List.of()),
          or(developmentStages, other.developmentStages),
          or(productionStages, other.productionStages),
          approval == null ? Map.of() : approval);
    }

    private static List<String> or(@Nullable List<String> given, List<String> otherwise) {
      return given == null ? otherwise : given;
    }
  }

  /** The policy in a file; the standard one where there is no file. */
  public static Policy read(Path file) throws IOException {
    return read(file, standard());
  }

  /** This policy, made stricter by a file. What the file leaves out stays as it is. */
  public Policy tightenedBy(Path file) throws IOException {
    return and(read(file, this));
  }

  private static Policy read(Path file, Policy unsaid) throws IOException {
    if (!Files.exists(file)) {
      return unsaid;
    }
    try {
      // Made here, because most launches have no such file, and clients wait for the start.
      Written written =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .defaultSetterInfo(JsonSetter.Value.construct(Nulls.SET, Nulls.FAIL))
              .build()
              .readValue(Files.readString(file), Written.class);
      return written == null ? unsaid : written.over(unsaid);
    } catch (JsonProcessingException e) {
      // What is meant to protect must not be passed over.
      throw new IOException("The policy " + file + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Goes on only when agents may look at the target, and touch it, at all.
   *
   * @throws Refusal {@code POLICY_FORBIDS}
   */
  public void require(Target target) {
    require("account", target.account(), accounts);
    require("region", target.region(), regions);
    require("stage", target.stage(), stages);
  }

  /**
   * The same for all that a plan changes, also in the region where a part of it may have to be.
   *
   * @throws Refusal {@code POLICY_FORBIDS}
   */
  public void require(Plan plan) {
    require(plan.target());
    Plan companion = plan.companion();
    if (companion != null && companion.route() != Plan.Route.NOTHING) {
      require(companion);
    }
  }

  /**
   * The same for what a call names, before anything is asked of AWS.
   *
   * @throws Refusal {@code POLICY_FORBIDS}
   */
  public void require(StackRequest request) {
    require("stage", request.stage(), stages);
    if (request.region() != null) {
      require("region", request.region(), regions);
    }
  }

  /** Whether agents may touch stages of this name. */
  public boolean allowsStage(String stage) {
    return stages.isEmpty() || Guardrails.matches(stages, stage);
  }

  private static void require(String what, String value, List<String> allowed) {
    if (!allowed.isEmpty() && !Guardrails.matches(allowed, value)) {
      throw new Refusal(
          "POLICY_FORBIDS",
          "The policy of this server does not let agents touch the %s `%s`.".formatted(what, value),
          "Allowed: " + String.join(", ", allowed) + ".",
          "Use an allowed " + what + ", or ask the user to do it with Maven.");
    }
  }

  /**
   * Who has to agree to a plan.
   *
   * @param runsScripts whether scripts of the config run on this machine, which an agent may have
   *     written
   */
  public ApprovalMode approvalOf(Plan plan, boolean deletion, boolean runsScripts) {
    String stage = plan.target().stage();
    ApprovalMode least =
        approval.entrySet().stream()
            .filter(entry -> Guardrails.matches(List.of(entry.getKey()), stage))
            .map(Map.Entry::getValue)
            .reduce(ApprovalMode.NONE, ApprovalMode::or);
    return least
        .or(byRisk(plan, deletion, stage))
        .or(runsScripts ? ApprovalMode.USER : ApprovalMode.NONE);
  }

  private ApprovalMode byRisk(Plan plan, boolean deletion, String stage) {
    if (deletion || Guardrails.matches(productionStages, stage) || !plan.losses().isEmpty()) {
      return ApprovalMode.OUT_OF_BAND;
    }
    boolean takesData =
        plan.allChanges().stream().anyMatch(change -> change.data() != Change.Data.UNTOUCHED);
    if (takesData) {
      return ApprovalMode.OUT_OF_BAND;
    }
    boolean removes =
        plan.allChanges().stream()
            .anyMatch(
                change ->
                    change.action() != Change.Action.CREATE
                        && change.action() != Change.Action.UPDATE);
    boolean widens =
        plan.allChanges().stream()
            .anyMatch(change -> change.severity() == Change.Severity.SECURITY);
    if (removes || widens) {
      return ApprovalMode.USER;
    }
    return Guardrails.matches(developmentStages, stage) ? ApprovalMode.NONE : ApprovalMode.CLIENT;
  }

  /** Both policies at once: what either forbids is forbidden. */
  public Policy and(Policy other) {
    return new Policy(
        narrower(accounts, other.accounts),
        narrower(regions, other.regions),
        narrower(stages, other.stages),
        developmentStages.stream().filter(other.developmentStages::contains).toList(),
        java.util.stream.Stream.concat(productionStages.stream(), other.productionStages.stream())
            .distinct()
            .toList(),
        merged(approval, other.approval));
  }

  /** An empty list allows everything; of two lists only what both name stays. */
  private static List<String> narrower(List<String> one, List<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    List<String> both = other.stream().filter(name -> Guardrails.matches(one, name)).toList();
    return both.isEmpty() ? List.of("(nothing)") : both;
  }

  private static Map<String, ApprovalMode> merged(
      Map<String, ApprovalMode> one, Map<String, ApprovalMode> other) {
    Map<String, ApprovalMode> all = new java.util.HashMap<>(one);
    other.forEach((stage, mode) -> all.merge(stage, mode, ApprovalMode::or));
    return all;
  }
}

package dev.stacktape.plan;

import dev.stacktape.plan.Change.Action;
import dev.stacktape.plan.Change.Data;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A plan in words for people, plain text with {@code \n} at line ends. Changes stand under the
 * resource of the config that they come from; {@code +} is created, {@code ~} changed in place,
 * {@code !} replaced, {@code -} deleted.
 */
public final class PlanText {
  private static final int PATHS_SHOWN = 6;
  private static final String NO_RESOURCE = "the stack itself";

  private PlanText() {}

  /** The whole plan. */
  public static String of(Plan plan) {
    return of(plan, false);
  }

  /**
   * The same.
   *
   * @param files whether files are brought into buckets besides
   */
  public static String of(Plan plan, boolean files) {
    List<String> lines = new ArrayList<>();
    Plan companion = plan.companion();
    if (companion != null && companion.route() != Plan.Route.NOTHING) {
      add(companion, false, lines);
      lines.add("");
    }
    add(plan, files, lines);
    return String.join("\n", lines) + "\n";
  }

  private static void add(Plan plan, boolean files, List<String> lines) {
    lines.add(headline(plan));
    groups(plan)
        .forEach(
            (name, changes) -> {
              lines.add("");
              lines.add("  " + name);
              changes.forEach(change -> addChange(change, lines));
            });
    addParameters(plan, lines);
    addOutputs(plan, lines);
    addSwaps(plan, lines);
    addRejections(plan, lines);
    lines.add("");
    lines.add(
        files && plan.route() == Plan.Route.NOTHING
            ? "Only files differ from what is deployed."
            : summary(plan));
  }

  private static String headline(Plan plan) {
    return "Stack %s in %s, account %s"
        .formatted(plan.target().stackName(), plan.target().region(), plan.target().account());
  }

  private static Map<String, List<Change>> groups(Plan plan) {
    Map<String, List<Change>> groups = new LinkedHashMap<>();
    for (Change change : plan.changes()) {
      String name = change.origin().resourceName();
      groups
          .computeIfAbsent(name == null ? NO_RESOURCE : name, key -> new ArrayList<>())
          .add(change);
    }
    return groups;
  }

  private static void addChange(Change change, List<String> lines) {
    lines.add(
        "    %s %s (%s)%s"
            .formatted(mark(change), change.logicalId(), change.type(), what(change)));
    String effect = effect(change);
    if (!effect.isEmpty()) {
      lines.add("        " + effect);
    }
    String warning = warning(change);
    if (!warning.isEmpty()) {
      lines.add("        " + warning);
    }
  }

  private static String mark(Change change) {
    return switch (change.action()) {
      case CREATE -> "+";
      case UPDATE -> "~";
      case REPLACE, MAY_REPLACE -> "!";
      case DELETE -> "-";
    };
  }

  private static String what(Change change) {
    return switch (change.action()) {
      case CREATE, DELETE -> "";
      case UPDATE -> ": " + paths(change);
      case REPLACE -> " is replaced: " + paths(change);
      case MAY_REPLACE -> " may be replaced (AWS decides when it deploys): " + paths(change);
    };
  }

  private static String paths(Change change) {
    StringJoiner text = new StringJoiner(", ");
    change.properties().stream().limit(PATHS_SHOWN).forEach(text::add);
    int more = change.properties().size() - PATHS_SHOWN;
    return more > 0 ? text + " and " + more + " more" : text.toString();
  }

  private static String effect(Change change) {
    boolean replaced = change.action() != Action.DELETE;
    String when = change.action() == Action.MAY_REPLACE ? "If it is replaced: " : "";
    return switch (change.data()) {
      case UNTOUCHED -> "";
      case LOST -> when + "ALL DATA IN IT IS LOST";
      case KEPT ->
          when
              + (replaced
                  ? "the old one stays in the account, outside of the stack; the new one is empty"
                  : "it stays in the account, outside of the stack");
      case SNAPSHOT ->
          when
              + (replaced
                  ? "a snapshot of the old one is made; the new one is empty"
                  : "a snapshot is made before it is deleted");
    };
  }

  private static String warning(Change change) {
    return switch (change.severity()) {
      case DATA_LOSS, SAFE -> "";
      // That what is deleted is gone needs no saying.
      case DOWNTIME ->
          change.data() == Data.UNTOUCHED && change.action() != Action.DELETE
              ? "interrupts what uses it"
              : "";
      case SECURITY -> "grants more access than before";
      case COST -> "costs money by the hour, used or not";
    };
  }

  private static void addParameters(Plan plan, List<String> lines) {
    if (!plan.parameters().isEmpty()) {
      lines.add("");
      lines.add("  Looked up in AWS");
      plan.parameters().forEach((name, value) -> lines.add("    %s = %s".formatted(name, value)));
    }
  }

  private static void addOutputs(Plan plan, List<String> lines) {
    if (!plan.outputChanges().isEmpty()) {
      lines.add("");
      lines.add("  Outputs that change: " + String.join(", ", plan.outputChanges()));
    }
  }

  private static void addSwaps(Plan plan, List<String> lines) {
    addSwaps("  What is replaced where it runs", plan.swaps(), false, lines);
    addSwaps("  What was hot-swapped and is put back", plan.swaps(), true, lines);
  }

  private static void addSwaps(
      String title, List<SwapOperation> all, boolean putBack, List<String> lines) {
    List<SwapOperation> swaps =
        all.stream().filter(swap -> swap.isRestoration() == putBack).toList();
    if (!swaps.isEmpty()) {
      lines.add("");
      lines.add(title);
      swaps.forEach(
          swap ->
              lines.add(
                  "    ~ %s (%s): %s"
                      .formatted(
                          swap.subject().resourceName(),
                          brief(swap.subject().physicalId()),
                          swap.what())));
    }
  }

  /** Of an ARN what tells it from others of the same account. */
  private static String brief(String physicalId) {
    return physicalId.startsWith("arn:")
        ? physicalId.substring(physicalId.lastIndexOf(':') + 1)
        : physicalId;
  }

  private static void addRejections(Plan plan, List<String> lines) {
    if (!plan.rejections().isEmpty()) {
      lines.add("");
      lines.add("  Cannot be hot-swapped");
      plan.rejections().forEach(rejection -> lines.add("    - " + rejection.reason()));
    }
  }

  /** What the plan comes to, in one line. */
  static String summary(Plan plan) {
    return switch (plan.route()) {
      case NOTHING -> "Nothing to do: what is deployed is what the config asks for.";
      case HOT_SWAP -> "%s by hot-swap.".formatted(counted(plan.swaps().size(), "resource"));
      case CHANGE_SET -> counts(plan) + mode(plan) + ".";
    };
  }

  /** The usual mode needs no saying. */
  private static String mode(Plan plan) {
    DeploymentMode mode = plan.mode();
    return mode != null && mode.isExpress() ? "; in " + mode.words() : "";
  }

  private static String counts(Plan plan) {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    plan.changes().forEach(change -> counts.merge(change.action(), 1, Integer::sum));
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((action, count) -> text.add(count + " " + deed(action)));
    if (text.length() == 0) {
      text.add(
          plan.companion() != null && plan.companion().route() != Plan.Route.NOTHING
              ? "No resource differs here"
              : plan.outputChanges().isEmpty()
                  ? "No resource differs; CloudFormation settles the rest, such as the stack's tags"
                  : "Only outputs change");
    }
    int losses = (int) plan.changes().stream().filter(change -> change.data() == Data.LOST).count();
    return losses == 0
        ? text.toString()
        : text + "; " + counted(losses, "resource") + " losing data";
  }

  private static String deed(Action action) {
    return switch (action) {
      case CREATE -> "to create";
      case UPDATE -> "to change";
      case REPLACE -> "to replace";
      case MAY_REPLACE -> "that may be replaced";
      case DELETE -> "to delete";
    };
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}

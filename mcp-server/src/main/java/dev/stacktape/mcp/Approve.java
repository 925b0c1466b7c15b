package dev.stacktape.mcp;

import dev.stacktape.mcp.approval.PlanStore;
import dev.stacktape.mcp.approval.StoredPlan;
import dev.stacktape.mcp.tool.CleanText;
import dev.stacktape.mcp.tool.Refusal;
import java.io.Console;
import java.io.PrintStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Has a person at a terminal approve a plan, by typing the name of its stack. */
final class Approve {
  private Approve() {}

  /**
   * Shows the plan and asks.
   *
   * @return the exit code
   */
  @SuppressWarnings("SystemConsoleNull")
  static int run(Launch launch, Clock clock, @Nullable Console terminal, PrintStream out) {
    PlanStore plans = new PlanStore(launch.home().resolve("plans"), clock);
    StoredPlan plan;
    try {
      plan = plans.get(String.valueOf(launch.planId()));
    } catch (Refusal unknown) {
      out.println(unknown.message() + " " + unknown.fix());
      return 1;
    }
    if (plans.isExpired(plan)) {
      return tooOld(out);
    }
    if (terminal == null || !isTerminal(terminal)) {
      out.println("A plan is approved by a person, at a terminal.");
      return 1;
    }
    out.println("Project " + CleanText.of(plan.project()));
    // An agent may have written some of it: nothing in it may move the cursor or hide.
    out.println(CleanText.of(plan.text()));
    if (!plan.losses().isEmpty()) {
      out.println("The data of these is lost: " + CleanText.of(String.join(", ", plan.losses())));
    }
    String typed =
        terminal.readLine(
            "Account %s, region %s. Type the name of the stack (%s) to approve: ",
            plan.account(), plan.region(), plan.stackName());
    if (typed == null || !typed.strip().equals(plan.stackName())) {
      out.println("That is not its name. Nothing was approved.");
      return 1;
    }
    if (plans.isExpired(plan)) {
      return tooOld(out);
    }
    plans.approve(plan, "terminal");
    out.println("Approved. The agent can carry it out now, once, and only exactly this.");
    return 0;
  }

  private static int tooOld(PrintStream out) {
    out.println("The plan is older than 15 minutes. Have the agent plan again.");
    return 1;
  }

  /** From JDK 22 on there is a console also where nobody sits at one. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException before22) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

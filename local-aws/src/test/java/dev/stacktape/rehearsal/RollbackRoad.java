package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue and a website go back to their first version. */
final class RollbackRoad implements Road {
  private final WebsiteApp first;
  private final WebsiteApp second;

  RollbackRoad(Path folder) {
    first = WebsiteApp.in(folder.resolve("site-1"));
    first.page("index.html", "<h1>Version 1</h1>");
    first.page("one.txt", "1");
    second = WebsiteApp.in(folder.resolve("site-2"));
    second.config(WebsiteApp.CONFIG.replace("61", "62"));
    second.page("index.html", "<h1>Version 2</h1>");
    second.page("two.txt", "2");
  }

  @Override
  public Run begin(Rehearsal rehearsal) {
    Run run = first.deploy(rehearsal);
    return run.isGood() ? second.deploy(rehearsal) : run;
  }

  @Override
  public Run go(Rehearsal rehearsal, String machine) {
    List<Event> events = new CopyOnWriteArrayList<>();
    Stacktape stacktape = rehearsal.engine(machine);
    return rehearsal.run(
        events,
        () -> {
          StackRequest request = second.request(rehearsal);
          CancellationToken cancellation = new CancellationToken();
          PlannedDeployment planned =
              stacktape.planRollback(
                  request, new RollbackChoice.Exactly(1), events::add, cancellation);
          var unused =
              stacktape.deploy(request, planned, new Consent(Set.of()), events::add, cancellation);
        });
  }

  @Override
  public void requireOldOrNew(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus().orElseThrow())
        .isIn("UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE");
    assertThat(Rehearsal.version(rehearsal.template())).isIn(1, 2);
  }

  @Override
  public void requireNew(Rehearsal rehearsal) {
    assertThat(Rehearsal.version(rehearsal.template())).isEqualTo(1);
    assertThat(first.served(rehearsal)).containsOnlyKeys("index.html", "one.txt");
    assertThat(first.served(rehearsal).get("index.html").text()).endsWith("<h1>Version 1</h1>");
  }

  @Override
  public String toString() {
    return "rollback";
  }
}

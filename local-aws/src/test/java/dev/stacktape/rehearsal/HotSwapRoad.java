package dev.stacktape.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.Stacktape;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.operate.StackReport;
import dev.stacktape.rehearsal.Rehearsal.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Other code and another variable are swapped into a function that is deployed. */
final class HotSwapRoad implements Road {
  private static final String CONFIG =
      """
      serviceName: orders
      resources:
        jobs:
          type: sqs-queue
          properties: { visibilityTimeoutSeconds: 61 }
        save:
          type: function
          properties:
            packaging:
              type: custom-artifact
              properties: { packagePath: save.zip, handler: 'index.js:handler' }
            runtime: nodejs22.x
            connectTo: [jobs]
            environment: [{ name: MODE, value: %s }]
      """;

  private final OrdersApp first;
  private final OrdersApp second;

  HotSwapRoad(Path folder) {
    this.first = OrdersApp.write(folder.resolve("swap-1"), 1, CONFIG.formatted("slow"));
    this.second = OrdersApp.write(folder.resolve("swap-2"), 2, CONFIG.formatted("fast"));
  }

  @Override
  public Run begin(Rehearsal rehearsal) {
    return rehearsal.deploy("builder", first);
  }

  @Override
  public Run go(Rehearsal rehearsal, String machine) {
    List<Event> events = new CopyOnWriteArrayList<>();
    Stacktape stacktape = rehearsal.engine(machine);
    return rehearsal.run(
        events,
        () -> {
          var unused =
              stacktape.hotswap(
                  second.request(rehearsal.aws.endpoint()), events::add, new CancellationToken());
        });
  }

  /** Whatever is live, a deployment of what is deployed ends with exactly that. */
  @Override
  public void requireOldOrNew(Rehearsal rehearsal) {
    assertThat(rehearsal.settledStatus()).hasValue("CREATE_COMPLETE");
    assertThat(rehearsal.missingArtifacts()).isEmpty();
    StackReport.Resource function = function(rehearsal);
    if (!mode(rehearsal).equals("slow")) {
      assertThat(function.swapped()).as("what was swapped is on record").isTrue();
    }
    if (function.swapped()) {
      Run back = rehearsal.deploy("desktop", first);
      assertThat(back.text()).isEmpty();
      assertThat(mode(rehearsal)).isEqualTo("slow");
      assertThat(function(rehearsal).swapped()).isFalse();
    }
  }

  @Override
  public void requireNew(Rehearsal rehearsal) {
    assertThat(mode(rehearsal)).isEqualTo("fast");
    assertThat(function(rehearsal).swapped()).isTrue();
    assertThat(rehearsal.missingArtifacts()).isEmpty();
  }

  private static String mode(Rehearsal rehearsal) {
    return rehearsal
        .lambda()
        .getFunctionConfiguration(get -> get.functionName("orders-dev-save"))
        .environment()
        .variables()
        .get("MODE");
  }

  private StackReport.Resource function(Rehearsal rehearsal) {
    return rehearsal
        .engine("onlooker")
        .describe(
            first.request(rehearsal.aws.endpoint()), EventListener.none(), new CancellationToken())
        .resources()
        .stream()
        .filter(resource -> resource.logicalId().equals("SaveFunction"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "hot-swap";
  }
}

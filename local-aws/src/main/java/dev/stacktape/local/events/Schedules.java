package dev.stacktape.local.events;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.lambda.FunctionInvoker;
import dev.stacktape.local.lambda.FunctionRef;
import dev.stacktape.local.value.Document;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The scheduled rules of EventBridge. They call functions; rules that wait for events of a pattern,
 * and targets of other kinds, are kept but do nothing. What fell due while nothing ran is made up
 * for once.
 */
public final class Schedules implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Schedules.class.getName());
  private static final String PRINCIPAL = "events.amazonaws.com";

  private final LocalContext context;
  private final FunctionInvoker functions;
  private final StateStore state;
  private final Map<String, Rule> rules = new TreeMap<>();
  private @Nullable ScheduledExecutorService timer;

  /** The rules of the state folder; nothing fires before {@link #start}. */
  public Schedules(LocalContext context, FunctionInvoker functions) {
    this.context = context;
    this.functions = functions;
    this.state = new StateStore(context.folder("events"));
    for (String name : state.names()) {
      Rule rule = state.read(name, Rule.class);
      if (rule != null) {
        rules.put(name, rule);
      }
    }
  }

  /** Looks every second for rules that are due. */
  public synchronized Schedules start() {
    ScheduledExecutorService ticking =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "schedules");
              thread.setDaemon(true);
              return thread;
            });
    var unused = ticking.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    timer = ticking;
    return this;
  }

  /** The CloudFormation resource types behind which schedules stand. */
  public List<ResourceProvider> providers() {
    return List.of(new RuleProvider(this, context));
  }

  synchronized void put(Rule rule) {
    state.write(key(rule.region(), rule.name()), rule);
    rules.put(key(rule.region(), rule.name()), rule);
  }

  synchronized @Nullable Rule find(String region, String name) {
    return rules.get(key(region, name));
  }

  synchronized List<Rule> in(String region) {
    return rules.values().stream().filter(rule -> rule.region().equals(region)).toList();
  }

  synchronized void remove(String region, String name) {
    state.delete(key(region, name));
    rules.remove(key(region, name));
  }

  private static String key(String region, String name) {
    return region + "/" + name;
  }

  /** Fires every rule that is due by the clock, each once however late it is. */
  synchronized void tick() {
    Instant now = context.clock().instant();
    for (Rule rule : List.copyOf(rules.values())) {
      if (rule.isDue(now)) {
        put(rule.scheduledAfter(now));
        rule.targets().forEach(target -> call(rule, target, now));
      }
    }
  }

  private void call(Rule rule, Document target, Instant now) {
    String arn = target.text("Arn", "");
    if (!arn.contains(":lambda:")) {
      return;
    }
    FunctionRef function = FunctionRef.parse(arn, rule.region(), null);
    if (!functions.allows(function, PRINCIPAL, rule.arn())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The policy of " + arn + " does not let the rule " + rule.name() + " call it");
      return;
    }
    try {
      functions.invokeLater(function, TargetInput.of(target, event(rule, now)));
    } catch (AwsError e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The rule " + rule.name() + " could not call " + arn + ": " + e.getMessage());
    }
  }

  private Document event(Rule rule, Instant now) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("account", context.account());
    event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", rule.region());
    event.put("resources", List.of(rule.arn()));
    event.put("detail", Map.of());
    return new Document(event);
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }
}

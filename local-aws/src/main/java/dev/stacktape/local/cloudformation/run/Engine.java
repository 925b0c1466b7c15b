package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.LocalContext;
import dev.stacktape.local.cloudformation.document.BoundTemplate;
import dev.stacktape.local.cloudformation.document.StackIdentity;
import dev.stacktape.local.cloudformation.document.TemplateReader;
import dev.stacktape.local.cloudformation.stack.Journal;
import dev.stacktape.local.cloudformation.stack.Stack;
import dev.stacktape.local.cloudformation.stack.StackInputs;
import dev.stacktape.local.cloudformation.stack.StackState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs operations: each on a thread of its own, their resources on a small pool that all share. */
public final class Engine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());
  private static final int RESOURCES_AT_ONCE = 8;

  private final LocalContext context;
  private final Journal journal;
  private final Providers providers;
  private final ExecutorService operations = Executors.newCachedThreadPool(named("cfn-stack"));
  private final ExecutorService resources =
      Executors.newFixedThreadPool(RESOURCES_AT_ONCE, named("cfn-resource"));
  private final Map<String, Region> regions = new ConcurrentHashMap<>();
  private final Phaser running =
      new Phaser() {
        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
          // There is always a next operation.
          return false;
        }
      };

  /** An engine over a journal. */
  public Engine(LocalContext context, Journal journal, Providers providers) {
    this.context = context;
    this.journal = journal;
    this.providers = providers;
  }

  /** A region, read from the journal when it is first asked for. */
  public Region region(String name) {
    return regions.computeIfAbsent(
        name, key -> Region.load(journal, key, context.account(), context.clock()));
  }

  /** Carries on what an earlier process left behind. */
  public void carryOn() {
    for (String name : journal.folders("")) {
      Region region = region(name);
      region.stacks().all().stream()
          .filter(stack -> stack.state().operation() != null)
          .forEach(stack -> start(region, stack));
    }
  }

  /** Starts the operation that a stack's state names; returns at once. */
  public void start(Region region, Stack stack) {
    running.register();
    operations.execute(
        () -> {
          try {
            run(region, stack);
          } finally {
            running.arriveAndDeregister();
          }
        });
  }

  /** Waits until no operation runs any more. */
  public void awaitIdle() {
    running.register();
    running.awaitAdvance(running.arriveAndDeregister());
  }

  private void run(Region region, Stack stack) {
    StackRun run = new StackRun(this, region, stack);
    try {
      run.run();
    } catch (Journal.HaltedException | Graph.InterruptedRunException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          () -> "The operation of " + stack.state().name() + " is left to the next process");
    } catch (RuntimeException e) {
      if (!journal.isHalted()) {
        LOG.log(
            System.Logger.Level.ERROR,
            "The operation of " + stack.state().name() + " broke off",
            e);
      }
    }
  }

  /** Refuses inputs that no stack of a name could have. */
  public BoundTemplate check(StackInputs inputs, String stackName, Region region) {
    String id =
        "arn:aws:cloudformation:"
            + region.name()
            + ":"
            + context.account()
            + ":stack/"
            + stackName
            + "/new";
    return bind(inputs, id, stackName, region);
  }

  /** A stack's template with its parameters. */
  public BoundTemplate bind(StackInputs inputs, StackState stack, Region region) {
    return bind(inputs, stack.id(), stack.name(), region);
  }

  private BoundTemplate bind(StackInputs inputs, String id, String name, Region region) {
    return BoundTemplate.bind(
        TemplateReader.read(inputs.template()),
        inputs.parameters(),
        new StackIdentity(id, name, region.name(), context.account(), inputs.notificationArns()),
        region.values());
  }

  /** Who is behind each type. */
  public Providers providers() {
    return providers;
  }

  Graph graph() {
    return new Graph(resources);
  }

  ProviderCalls calls(Region region, StackState stack, String operation) {
    return new ProviderCalls(
        providers,
        region.records(),
        new DynamicReferences(region.values()),
        context.faults(),
        context.pace(),
        stack,
        context.account(),
        operation);
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Stops everything; what runs is carried on by the next process. */
  @Override
  public void close() {
    journal.halt();
    operations.shutdownNow();
    resources.shutdownNow();
  }
}

package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.ObjectReader;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.RestJsonProtocol;
import dev.stacktape.local.http.RestRoutes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lambda behind the endpoint: functions that run in processes of their own. Thread-safe. */
public final class Lambda implements AwsService {
  private static final int PROCESSES_PER_FUNCTION = 4;
  private static final RestJsonProtocol PROTOCOL = new RestJsonProtocol("Message");

  private final RestRoutes routes = new RestRoutes();
  private final Fleet fleet;
  private final Invocations invocations;
  private final FunctionUrls urls;
  private final Mappings mappings;
  private final Delays delays;
  private final List<ResourceProvider> providers;

  /** Lambda with the functions that the state folder holds. */
  public Lambda(LocalContext context, ObjectReader objects, LogSink logs, MetricSink metrics) {
    this(context, objects, logs, metrics, true, new TimedDelays());
  }

  /**
   * Lambda for a machine with or without a native runtime client.
   *
   * @param nativeClient whether Java functions may use AWS's runtime interface client where it runs
   * @param delays between the tries of events that nobody waits for
   */
  Lambda(
      LocalContext context,
      ObjectReader objects,
      LogSink logs,
      MetricSink metrics,
      boolean nativeClient,
      Delays delays) {
    Path folder = context.folder("lambda");
    CodeStore code = new CodeStore(folder.resolve("code"), objects);
    FunctionStore store =
        new FunctionStore(new StateStore(folder.resolve("functions")), context.account());
    Layers layers = new Layers(new StateStore(folder.resolve("layers")), code, context);
    List<Launcher> launchers = new ArrayList<>(ScriptLauncher.all(folder.resolve("runtime")));
    launchers.add(new JavaLauncher(context.libraries(), folder.resolve("runtime"), nativeClient));
    Workplace workplace = new Workplace(context, code, launchers, logs, layers::unpacked);
    workplace.clear();
    this.fleet = new Fleet(workplace, PROCESSES_PER_FUNCTION);
    this.delays = delays;
    Functions functions = new Functions(store, code, fleet, context.clock());
    this.invocations = new Invocations(context, functions, fleet, logs, metrics, delays);
    this.urls = new FunctionUrls(store, invocations, context);
    this.mappings = new Mappings(new StateStore(folder.resolve("mappings")), store, context);
    AliasRoutes aliases = new AliasRoutes(store, context.account());
    PolicyRoutes policies = new PolicyRoutes(store, context.account());
    ConfigRoutes configs = new ConfigRoutes(store, context);
    new FunctionRoutes(
            functions,
            invocations,
            new FunctionView(context.account(), functions.settlements()),
            code)
        .add(routes);
    aliases.add(routes);
    policies.add(routes);
    configs.add(routes);
    new MappingRoutes(mappings).add(routes);
    layers.add(routes);
    this.providers =
        List.of(
            new FunctionProvider(functions),
            new VersionProvider(functions),
            new AliasProvider(aliases),
            new PermissionProvider(policies),
            new MappingProvider(mappings),
            new UrlProvider(configs),
            new AsyncConfigProvider(configs),
            new LayerProvider(layers));
  }

  /** The CloudFormation resource types behind which Lambda stands. */
  @Override
  public List<ResourceProvider> providers() {
    return providers;
  }

  /** Calls functions for other services of this endpoint. */
  public FunctionInvoker invoker() {
    return invocations;
  }

  /** Has event source mappings carried out, those of earlier runs at once. */
  public void runMappingsWith(MappingRunner runner) {
    mappings.runWith(runner);
  }

  @Override
  public String signingName() {
    return "lambda";
  }

  @Override
  public boolean claims(AwsRequest request) {
    return FunctionUrls.isFor(request);
  }

  @Override
  public String operation(AwsRequest request) {
    return FunctionUrls.isFor(request) ? "InvokeFunctionUrl" : routes.operation(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    return FunctionUrls.isFor(request) ? urls.handle(request) : routes.handle(request);
  }

  @Override
  public AwsResponse error(AwsError error, String requestId) {
    return PROTOCOL.error(error, requestId);
  }

  @Override
  public void close() {
    delays.close();
    invocations.close();
    fleet.close();
  }
}

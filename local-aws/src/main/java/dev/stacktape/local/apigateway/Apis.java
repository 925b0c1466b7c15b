package dev.stacktape.local.apigateway;

import com.sun.net.httpserver.HttpServer;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.LogSink;
import dev.stacktape.local.MetricSink;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.http.LoopbackServer;
import dev.stacktape.local.lambda.FunctionInvoker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All APIs of the account, on disk, in memory, and each on its port. */
final class Apis implements AutoCloseable {
  private final StateStore state;
  private final LocalContext context;
  private final LogSink logs;
  private final MetricSink metrics;
  private final ExecutorService threads = Executors.newCachedThreadPool(Apis::daemon);
  private final Authorization authorization;
  private final Integrations integrations;
  private final Map<String, Api> apis = new TreeMap<>();
  private final Map<String, HttpServer> servers = new LinkedHashMap<>();

  Apis(LocalContext context, FunctionInvoker functions, LogSink logs, MetricSink metrics) {
    this.state = new StateStore(context.folder("apigateway"));
    this.context = context;
    this.logs = logs;
    this.metrics = metrics;
    this.authorization = new Authorization(functions, context.clock());
    this.integrations = new Integrations(functions, threads);
    for (String id : state.names()) {
      Api api = state.read(id, Api.class);
      if (api != null) {
        serve(api);
      }
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "http-api");
    thread.setDaemon(true);
    return thread;
  }

  private synchronized void serve(Api api) {
    HttpServer server = LoopbackServer.open(api.port());
    server.setExecutor(threads);
    server.createContext(
        "/", new Gateway(() -> get(api.id()), context, authorization, integrations, logs, metrics));
    put(api.withPort(server.getAddress().getPort()));
    servers.put(api.id(), server);
    server.start();
  }

  /** Adds an API and gives it a port; quiet when it is there already. */
  synchronized Api add(String id, String region, Map<String, Object> settings) {
    if (!apis.containsKey(id)) {
      serve(new Api(id, region, 0, settings, Map.of()));
    }
    return get(id);
  }

  synchronized @Nullable Api find(String id) {
    return apis.get(id);
  }

  /** An API, or AWS's error that it is not there. */
  synchronized Api get(String id) {
    Api api = apis.get(id);
    if (api == null) {
      throw new AwsError(404, "NotFoundException", "Invalid API identifier specified " + id);
    }
    return api;
  }

  synchronized List<Api> in(String region) {
    return apis.values().stream().filter(api -> api.region().equals(region)).toList();
  }

  synchronized Api change(String id, UnaryOperator<Api> change) {
    Api changed = change.apply(get(id));
    put(changed);
    return changed;
  }

  synchronized void remove(String id) {
    state.delete(id);
    apis.remove(id);
    HttpServer server = servers.remove(id);
    if (server != null) {
      server.stop(0);
    }
  }

  private void put(Api api) {
    state.write(api.id(), api);
    apis.put(api.id(), api);
  }

  /** Where clients reach an API. */
  static String endpoint(Api api) {
    return "http://127.0.0.1:" + api.port();
  }

  @Override
  public synchronized void close() {
    servers.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
  }
}

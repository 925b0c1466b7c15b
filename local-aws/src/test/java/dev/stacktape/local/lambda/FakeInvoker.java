package dev.stacktape.local.lambda;

import dev.stacktape.local.value.Document;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Functions that are lambdas of the test. */
public final class FakeInvoker implements FunctionInvoker {
  private final Map<String, Function<Document, String>> functions = new ConcurrentHashMap<>();
  private final Set<String> forbidden = new HashSet<>();
  public final List<String> events = new CopyOnWriteArrayList<>();
  public final List<String> sources = new CopyOnWriteArrayList<>();

  /** A function that answers with JSON; an exception is a function error. */
  public FakeInvoker function(String name, Function<Document, String> body) {
    functions.put(name, body);
    return this;
  }

  public FakeInvoker forbid(String name) {
    forbidden.add(name);
    return this;
  }

  @Override
  public Answer invoke(FunctionRef function, byte[] event) {
    String text = new String(event, StandardCharsets.UTF_8);
    events.add(text);
    try {
      return answer(functions.get(function.name()).apply(Document.parse(text)), null);
    } catch (IllegalStateException e) {
      return answer("{\"errorMessage\":\"" + e.getMessage() + "\"}", "Unhandled");
    }
  }

  private static Answer answer(String json, String error) {
    return new Answer("id", json.getBytes(StandardCharsets.UTF_8), error, "$LATEST", new byte[0]);
  }

  @Override
  public void invokeLater(FunctionRef function, byte[] event) {
    invoke(function, event);
  }

  @Override
  public boolean allows(FunctionRef function, String principal, String sourceArn) {
    sources.add(sourceArn);
    return !forbidden.contains(function.name());
  }
}

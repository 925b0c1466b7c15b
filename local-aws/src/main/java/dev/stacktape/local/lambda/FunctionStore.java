package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.StateStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All functions of the account, in memory and on disk. Changes to a function are atomic. */
final class FunctionStore {
  private final StateStore state;
  private final String account;
  private final Map<String, LambdaFunction> functions = new TreeMap<>();

  FunctionStore(StateStore state, String account) {
    this.state = state;
    this.account = account;
    for (String name : state.names()) {
      LambdaFunction function = state.read(name, LambdaFunction.class);
      if (function != null) {
        functions.put(name, function);
      }
    }
  }

  synchronized @Nullable LambdaFunction find(String region, String name) {
    return functions.get(LambdaFunction.key(region, name));
  }

  /** A function, or AWS's error that it is not there. */
  synchronized LambdaFunction get(FunctionRef ref) {
    LambdaFunction function = find(ref.region(), ref.name());
    if (function == null) {
      throw notFound(ref);
    }
    return function;
  }

  AwsError notFound(FunctionRef ref) {
    return new AwsError(
        404, "ResourceNotFoundException", "Function not found: " + ref.arn(account));
  }

  synchronized List<LambdaFunction> in(String region) {
    return functions.values().stream().filter(f -> f.region().equals(region)).toList();
  }

  synchronized List<LambdaFunction> all() {
    return List.copyOf(functions.values());
  }

  /** Adds a function; {@code ResourceConflictException} when its name is taken. */
  synchronized void add(LambdaFunction function) {
    if (functions.containsKey(function.key())) {
      throw new AwsError(
          409, "ResourceConflictException", "Function already exist: " + function.name());
    }
    put(function);
  }

  /** Changes a function and gives what it has become. */
  synchronized LambdaFunction change(FunctionRef ref, UnaryOperator<LambdaFunction> change) {
    LambdaFunction changed = change.apply(get(ref));
    put(changed);
    return changed;
  }

  synchronized void remove(FunctionRef ref) {
    LambdaFunction function = get(ref);
    state.delete(function.key());
    functions.remove(function.key());
  }

  private void put(LambdaFunction function) {
    state.write(function.key(), function);
    functions.put(function.key(), function);
  }
}

package dev.stacktape.deploy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;

/** Functions in memory; an update is in progress for two looks. */
final class FakeLambda implements LambdaClient {
  static final class FakeFunction {
    String code = "";
    String status = "Successful";
    String reason = "";
    int revision = 1;
    int busy;
  }

  final Map<String, FakeFunction> functions = new ConcurrentHashMap<>();

  /** The SHA-256 of the object under each key. */
  final Map<String, String> artifacts = new ConcurrentHashMap<>();

  final List<String> updates = new ArrayList<>();

  /** What happens once before an update, per function. */
  final Map<String, Runnable> before = new ConcurrentHashMap<>();

  /** What happens once after an update in place of its answer, per function. */
  final Map<String, Runnable> after = new ConcurrentHashMap<>();

  /** What the next looks at functions are answered with instead. */
  final Deque<RuntimeException> unseen = new ArrayDeque<>();

  FakeFunction function(String name, String code) {
    FakeFunction function = new FakeFunction();
    function.code = code;
    functions.put(name, function);
    return function;
  }

  @Override
  public String serviceName() {
    return "lambda";
  }

  @Override
  public void close() {}

  @Override
  public synchronized GetFunctionResponse getFunction(GetFunctionRequest request) {
    if (!unseen.isEmpty()) {
      throw unseen.pop();
    }
    FakeFunction function = find(request.functionName());
    boolean busy = function.busy > 0;
    function.busy -= busy ? 1 : 0;
    return GetFunctionResponse.builder()
        .configuration(
            FunctionConfiguration.builder()
                .codeSha256(function.code)
                .revisionId("r" + function.revision)
                .state("Active")
                .lastUpdateStatus(busy ? "InProgress" : function.status)
                .lastUpdateStatusReason(function.reason)
                .build())
        .build();
  }

  @Override
  public synchronized UpdateFunctionCodeResponse updateFunctionCode(
      UpdateFunctionCodeRequest request) {
    run(before.remove(request.functionName()));
    FakeFunction function = find(request.functionName());
    if (!("r" + function.revision).equals(request.revisionId())) {
      throw PreconditionFailedException.builder().statusCode(412).message("revision").build();
    }
    updates.add(request.functionName() + " " + request.s3Bucket() + "/" + request.s3Key());
    function.code = artifacts.getOrDefault(request.s3Key(), "?");
    function.revision++;
    function.busy = 2;
    run(after.remove(request.functionName()));
    return UpdateFunctionCodeResponse.builder().build();
  }

  private static void run(Runnable hook) {
    if (hook != null) {
      hook.run();
    }
  }

  private FakeFunction find(String name) {
    FakeFunction function = functions.get(name);
    if (function == null) {
      throw ResourceNotFoundException.builder().statusCode(404).message("no " + name).build();
    }
    return function;
  }
}

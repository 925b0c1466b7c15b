package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.RestRoutes;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.value.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who may call a function: its resource policy. */
final class PolicyRoutes {
  private static final String POLICY = "/2015-03-31/functions/{FunctionName}/policy";

  private final FunctionStore store;
  private final String account;

  PolicyRoutes(FunctionStore store, String account) {
    this.store = store;
    this.account = account;
  }

  void add(RestRoutes routes) {
    routes
        .on("POST", POLICY, "AddPermission", this::add)
        .on("GET", POLICY, "GetPolicy", this::get)
        .on("DELETE", POLICY + "/{StatementId}", "RemovePermission", this::remove);
  }

  /** Adds a statement and gives it. */
  Map<String, Object> add(FunctionRef ref, String sid, Document request) {
    Map<String, Object> statement = Policy.statement(request, sid, ref.arn(account));
    String qualifier = ref.qualifierOr("");
    store.change(
        ref,
        function -> {
          List<Map<String, Object>> statements = statements(function, qualifier);
          if (statements.stream().anyMatch(present -> sid.equals(present.get("Sid")))) {
            throw new AwsError(
                409,
                "ResourceConflictException",
                "The statement id ("
                    + sid
                    + ") provided already exists. Please provide a new statement id, or remove the"
                    + " existing statement.");
          }
          statements.add(statement);
          return function.withPolicy(qualifier, statements);
        });
    return statement;
  }

  /** Removes a statement; {@code ResourceNotFoundException} when it is not there. */
  void remove(FunctionRef ref, String sid) {
    String qualifier = ref.qualifierOr("");
    store.change(
        ref,
        function -> {
          List<Map<String, Object>> statements = statements(function, qualifier);
          if (!statements.removeIf(statement -> sid.equals(statement.get("Sid")))) {
            throw new AwsError(
                404,
                "ResourceNotFoundException",
                "Statement " + sid + " is not found in resource policy.");
          }
          return function.withPolicy(qualifier, statements);
        });
  }

  private static List<Map<String, Object>> statements(LambdaFunction function, String qualifier) {
    return new ArrayList<>(function.policies().getOrDefault(qualifier, List.of()));
  }

  private AwsResponse add(Call call) {
    Document request = call.body();
    FunctionRef ref = Replies.function(call);
    Map<String, Object> statement = add(ref, request.required("StatementId"), request);
    return Replies.created(new Document(Map.of("Statement", Document.json(statement))));
  }

  private AwsResponse get(Call call) {
    FunctionRef ref = Replies.function(call);
    LambdaFunction function = store.get(ref);
    List<Map<String, Object>> statements = statements(function, ref.qualifierOr(""));
    if (statements.isEmpty()) {
      throw new AwsError(
          404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }
    String policy =
        new Document(Map.of("Version", "2012-10-17", "Id", "default"))
            .with("Statement", statements)
            .json();
    return Replies.ok(
        new Document(Map.of("Policy", policy, "RevisionId", function.latest().revisionId())));
  }

  private AwsResponse remove(Call call) {
    remove(Replies.function(call), call.part("StatementId"));
    return Replies.nothing();
  }
}

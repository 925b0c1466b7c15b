package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.http.RestRoutes.Call;
import dev.stacktape.local.value.Document;
import java.util.List;
import java.util.Map;

/** The small words of the API that all of its operations share. */
final class Replies {
  private Replies() {}

  static AwsResponse ok(Document document) {
    return json(200, document);
  }

  static AwsResponse created(Document document) {
    return json(201, document);
  }

  static AwsResponse json(int status, Document document) {
    return AwsResponse.json(status, "application/json", document.json());
  }

  static AwsResponse nothing() {
    return AwsResponse.empty(204);
  }

  static AwsResponse list(String name, List<?> items) {
    return ok(new Document(Map.of(name, items)));
  }

  /** The function that a call is about, qualified by its path or its query. */
  static FunctionRef function(Call call) {
    AwsRequest request = call.request();
    String qualifier = Functions.blankToNull(request.queryParameter("Qualifier"));
    return FunctionRef.parse(call.part("FunctionName"), request.region(), qualifier);
  }
}

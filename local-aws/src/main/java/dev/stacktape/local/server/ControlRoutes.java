package dev.stacktape.local.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.CallLog;
import dev.stacktape.local.Faults;
import dev.stacktape.local.http.JsonProtocol;
import java.nio.charset.StandardCharsets;

/**
 * What is no service of AWS: {@code GET /_stacktape/health} says which endpoint this is; {@code
 * POST /_stacktape/faults} takes {@link FaultList} as JSON, {@code DELETE} forgets all faults;
 * {@code GET /_stacktape/calls} lists the calls that were made, {@code DELETE} begins a new list.
 */
final class ControlRoutes {
  static final String PREFIX = "/_stacktape/";

  private static final String JSON = "application/json";

  private final String instance;
  private final Faults faults;
  private final CallLog calls;

  ControlRoutes(String instance, Faults faults, CallLog calls) {
    this.instance = instance;
    this.faults = faults;
    this.calls = calls;
  }

  AwsResponse answer(WireRequest request, SpooledBody body) {
    return switch (request.method() + " " + request.path().substring(PREFIX.length())) {
      case "GET health" -> AwsResponse.json(200, JSON, health().toString());
      case "POST faults" -> inject(request, body);
      case "DELETE faults" -> {
        faults.clear();
        yield AwsResponse.empty(204);
      }
      case "GET calls" -> AwsResponse.json(200, JSON, made().toString());
      case "DELETE calls" -> {
        calls.clear();
        yield AwsResponse.empty(204);
      }
      default -> refuse(404, "There is nothing at " + request.path());
    };
  }

  private ObjectNode health() {
    return JsonProtocol.object()
        .put("instance", instance)
        .put("pid", ProcessHandle.current().pid());
  }

  private ObjectNode made() {
    ObjectNode answer = JsonProtocol.object();
    ArrayNode list = answer.putArray("calls");
    calls.all().forEach(call -> list.add(call.toString()));
    return answer;
  }

  private AwsResponse inject(WireRequest request, SpooledBody body) {
    // A web page can send a plain text form anywhere, but not this type without being asked first.
    if (!request.header("content-type").startsWith(JSON)) {
      return refuse(415, "Send faults as " + JSON);
    }
    try {
      FaultList.parse(new String(body.bytes(), StandardCharsets.UTF_8)).addTo(faults);
      return AwsResponse.empty(204);
    } catch (IllegalArgumentException | NullPointerException e) {
      return refuse(400, String.valueOf(e.getMessage()));
    }
  }

  private static AwsResponse refuse(int status, String message) {
    return AwsResponse.json(status, JSON, JsonProtocol.object().put("message", message).toString());
  }
}

package dev.stacktape.local.apigateway;

import dev.stacktape.local.proxy.HttpCall;
import dev.stacktape.local.proxy.Routed;
import dev.stacktape.local.value.Document;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that has found its route.
 *
 * @param path decoded, without the stage
 * @param rawPath percent-encoded, without the stage
 */
record Visit(
    Api api,
    String account,
    String stage,
    Document stageSettings,
    Document route,
    HttpCall call,
    String path,
    String rawPath,
    Map<String, String> parameters,
    @Nullable Map<String, Object> authorizer) {

  Visit authorized(@Nullable Map<String, Object> result) {
    return new Visit(
        api, account, stage, stageSettings, route, call, path, rawPath, parameters, result);
  }

  String routeKey() {
    return route.required("RouteKey");
  }

  Routed routed() {
    return new Routed(
        account,
        api.id(),
        "127.0.0.1",
        stage,
        routeKey(),
        parameters,
        stageSettings.textMap("StageVariables"),
        authorizer);
  }

  /** The ARN of the route as policies of functions name it. */
  String routeArn() {
    return arn(stage + "/" + routeKey().replace(" ", ""));
  }

  /** The same with the method that the client used, where the route takes any. */
  String requestArn() {
    return arn(stage + "/" + routeKey().replace("ANY ", call.method()).replace(" ", ""));
  }

  String arn(String below) {
    return "arn:aws:execute-api:" + api.region() + ":" + account + ":" + api.id() + "/" + below;
  }
}

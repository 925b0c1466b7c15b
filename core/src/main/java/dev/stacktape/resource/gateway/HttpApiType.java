package dev.stacktape.resource.gateway;

import static dev.stacktape.resource.ResourceCode.ROUTE_DUPLICATE;
import static dev.stacktape.resource.ResourceCode.ROUTE_INVALID;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.problem.Location;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Origin;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.alarm.Alarms;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.cdn.CdnSettings;
import dev.stacktape.resource.cdn.Distribution;
import dev.stacktape.resource.event.HttpMethod;
import dev.stacktape.resource.event.PayloadFormat;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code http-api-gateway}: an HTTP API with one stage that is always up to date, and its access
 * logs. Routes belong to the workloads whose events ask for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html">AWS::ApiGatewayV2::Api</a>
 */
public final class HttpApiType implements ResourceType<HttpApiProperties> {
  private static final int NAME_LIMIT = 128;

  @Override
  public String word() {
    return "http-api-gateway";
  }

  @Override
  public Class<HttpApiProperties> propertiesType() {
    return HttpApiProperties.class;
  }

  /** The logical id of the API with this name in the config. */
  public static String logicalId(String name) {
    return LogicalId.of(name, "Api");
  }

  /** The form of a route's events where the route does not choose one. */
  public static PayloadFormat payloadFormat(HttpApiProperties api) {
    return Optional.ofNullable(api.payloadFormat()).orElse(PayloadFormat.V1_0);
  }

  private static String fullName(Resource<?> api, StackView stack) {
    return stack.target().stackName() + "-" + api.name();
  }

  @Override
  public Params params(Resource<HttpApiProperties> api, StackView stack) {
    Map<String, Object> endpoint = Fn.getAtt(logicalId(api.name()), "ApiEndpoint");
    Params params =
        HttpApiDomains.params(
            Params.none().with("domain", domain(logicalId(api.name()))).with("url", endpoint),
            api.properties(),
            domain(logicalId(api.name())));
    return Distribution.params(params, api.name(), settings(api.properties()));
  }

  private static @Nullable CdnSettings settings(HttpApiProperties api) {
    CdnProperties cdn = api.cdn();
    return cdn != null && cdn.enabled() ? CdnSettings.of(cdn) : null;
  }

  @Override
  public Optional<Origin> origin(Resource<HttpApiProperties> api, StackView stack, Origin.Way way) {
    return Optional.of(Origin.overHttps(domain(logicalId(api.name()))));
  }

  @Override
  public Set<String> distributes(Resource<HttpApiProperties> api) {
    CdnProperties cdn = api.properties().cdn();
    return cdn != null && cdn.enabled() ? CdnSettings.of(cdn).targets() : Set.of();
  }

  /** What stands behind the scheme of the endpoint, wherever that endpoint is. */
  private static Map<String, Object> domain(String apiId) {
    return Map.of(
        "Fn::Select",
        List.of(1, Map.of("Fn::Split", List.of("://", Fn.getAtt(apiId, "ApiEndpoint")))));
  }

  @Override
  public void check(Inspection<HttpApiProperties> inspection) {
    inspection.fits("API name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    CdnProperties cdn = inspection.properties().cdn();
    if (cdn != null && cdn.enabled()) {
      Distribution.checkOfProgram(inspection, CdnSettings.of(cdn), "cdn");
    }
    HttpApiCrossOrigin.check(inspection);
    Alarms.check(inspection, inspection.properties().alarms());
    Map<String, HttpApiRoute> taken = new HashMap<>();
    for (HttpApiRoute route : HttpApiRoute.of(inspection.resource().name(), inspection.stack())) {
      checkRoute(route, inspection);
      HttpApiRoute other = taken.putIfAbsent(HttpApiRoute.key(route.event()), route);
      if (other != null) {
        reportDuplicate(route, other, inspection);
      }
    }
  }

  private static void checkRoute(HttpApiRoute route, Inspection<?> inspection) {
    String path = route.event().path();
    if (HttpApiRoute.isCatchAll(route.event())) {
      if (route.event().method() != HttpMethod.ANY) {
        inspection.reportAt(
            ROUTE_INVALID
                .error("The path `*` takes every request, so it needs the method `*` too.")
                .hint("Use the path `/{proxy+}` for all paths with one method."),
            place(route, "method"));
      }
    } else if (!path.startsWith("/")) {
      inspection.reportAt(
          ROUTE_INVALID
              .error("A path begins with `/`, but this one is `%s`.".formatted(path))
              .hint("Write `/%s`.".formatted(path)),
          place(route, "path"));
    }
  }

  private static void reportDuplicate(
      HttpApiRoute route, HttpApiRoute other, Inspection<?> inspection) {
    inspection.reportAt(
        ROUTE_DUPLICATE
            .error(
                "The route `%s` of `%s` already leads to `%s` (%s)."
                    .formatted(
                        HttpApiRoute.key(route.event()),
                        route.event().httpApiGatewayName(),
                        other.workload().name(),
                        place(other, "path")))
            .hint("Remove one of the two events, or change its method or path."),
        place(route, "path"));
  }

  private static Location place(HttpApiRoute route, String key) {
    Object[] path = new Object[route.path().size() + 2];
    route.path().toArray(path);
    path[path.length - 2] = "properties";
    path[path.length - 1] = key;
    return route.workload().at(path);
  }

  @Override
  public void checkSupport(Inspection<HttpApiProperties> inspection) {
    HttpApiProperties api = inspection.properties();
    Alarms.checkSupport(inspection, api.alarms());
    inspection.withoutEffect(
        !api.disabledGlobalAlarms().isEmpty(),
        "there are no global alarms",
        "disabledGlobalAlarms");
  }

  @Override
  public void contribute(Contribution<HttpApiProperties> to) {
    String id = logicalId(to.name());
    to.add(id, CfnResource.of("AWS::ApiGatewayV2::Api", api(to)));
    AccessLogs.contribute(to);
    VpcLink.contribute(to);
    to.add(
        LogicalId.of(to.name(), "Stage"),
        CfnResource.of(
            "AWS::ApiGatewayV2::Stage",
            new Tree()
                .with("ApiId", Fn.ref(id))
                .with("StageName", "$default")
                .with("AutoDeploy", true)
                .with("AccessLogSettings", AccessLogs.settings(to))
                .with("Tags", to.stack().tags().byKey())
                .build()));
    HttpApiDomains.contribute(to);
    CdnProperties cdn = to.properties().cdn();
    if (cdn != null && cdn.enabled()) {
      var unused =
          Distribution.contribute(
              to,
              CdnSettings.of(cdn),
              origin(to.resource(), to.stack(), Origin.Way.USUAL).orElseThrow(),
              "cdn");
    }
    Alarms.contribute(to, to.properties().alarms(), alarm -> HttpApiAlarms.condition(alarm, id));
    to.output("url", Fn.getAtt(id, "ApiEndpoint"), "URL of the HTTP API " + to.name());
  }

  private static Map<String, Object> api(Contribution<HttpApiProperties> to) {
    return new Tree()
        .with("Name", PhysicalName.fit(fullName(to.resource(), to.stack()), NAME_LIMIT))
        .with("ProtocolType", "HTTP")
        .with(
            "CorsConfiguration",
            HttpApiCrossOrigin.configuration(
                to.properties().cors(), HttpApiRoute.of(to.name(), to.stack())))
        .with("Tags", to.stack().tags().byKey())
        .build();
  }
}

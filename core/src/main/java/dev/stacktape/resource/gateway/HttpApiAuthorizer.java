package dev.stacktape.resource.gateway;

import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;
import static dev.stacktape.resource.ResourceCode.RESOURCE_WRONG_TYPE;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.Words;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.auth.UserPoolProperties;
import dev.stacktape.resource.auth.UserPoolType;
import dev.stacktape.resource.event.Authorizer;
import dev.stacktape.resource.event.CallableWorkload;
import dev.stacktape.resource.event.FunctionAuthorizer;
import dev.stacktape.resource.event.HttpApiEvent;
import dev.stacktape.resource.event.UserPoolAuthorizer;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may call a route. An API has ten authorizers at most, so routes that ask for the same share
 * the one of the first of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html">Access
 *     control for HTTP APIs</a>
 */
public final class HttpApiAuthorizer {
  private static final String AUTHORIZATION = "$request.header.Authorization";
  private static final int MAX_CACHE_SECONDS = 3600;
  private static final int NAME_LIMIT = 128;

  private HttpApiAuthorizer() {}

  /**
   * Reports what AWS would refuse.
   *
   * @param path where the event's properties stand below {@code properties:}
   */
  public static void check(Inspection<?> inspection, HttpApiEvent event, Object... path) {
    Authorizer authorizer = event.authorizer();
    if (authorizer instanceof UserPoolAuthorizer pool) {
      var unused =
          inspection.reference(
              pool.userPoolName(),
              UserPoolProperties.class,
              below(path, "authorizer", "properties", "userPoolName"));
    } else if (authorizer instanceof FunctionAuthorizer function) {
      checkFunction(inspection, function, below(path, "authorizer", "properties", "functionName"));
      Integer seconds = function.cacheResultSeconds();
      if (seconds != null && (seconds < 0 || seconds > MAX_CACHE_SECONDS)) {
        inspection.report(
            VALUE_INVALID.error(
                "`cacheResultSeconds` must be between 0 and %d, but is %d."
                    .formatted(MAX_CACHE_SECONDS, seconds)),
            below(path, "authorizer", "properties", "cacheResultSeconds"));
      }
      if (seconds != null && seconds > 0 && function.identitySources().isEmpty()) {
        inspection.report(
            VALUE_INVALID
                .error("Answers can be remembered only for callers that are told apart.")
                .hint("Add `identitySources`, such as [$request.header.Authorization]."),
            below(path, "authorizer", "properties", "cacheResultSeconds"));
      }
    }
  }

  private static Object[] below(Object[] path, Object... more) {
    List<Object> all = new ArrayList<>(Arrays.asList(path));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  private static void checkFunction(
      Inspection<?> inspection, FunctionAuthorizer authorizer, Object[] place) {
    StackView stack = inspection.stack();
    Resource<?> named = stack.withParts().get(authorizer.functionName());
    if (named == null && stack.isUnread(authorizer.functionName())) {
      return;
    }
    if (named == null) {
      inspection.report(
          RESOURCE_NOT_FOUND
              .error("There is no resource `%s`.".formatted(authorizer.functionName()))
              .hint(
                  DidYouMean.closest(authorizer.functionName(), stack.withParts().keySet())
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("Add a resource of the type `function`.")),
          place);
    } else if (!(named.properties() instanceof CallableWorkload)) {
      inspection.report(
          RESOURCE_WRONG_TYPE.error(
              "`functionName` must name a resource of the type `function`, but `%s` has the type `%s`."
                  .formatted(named.name(), named.type().word())),
          place);
    }
  }

  /** What the route says about it; empty for a route that is open to everyone. */
  public static Optional<Map<String, Object>> ofRoute(HttpApiEvent event, StackView stack) {
    if (event.authorizer() == null) {
      return Optional.empty();
    }
    boolean token = event.authorizer() instanceof UserPoolAuthorizer;
    return Optional.of(
        new Tree()
            .with("AuthorizationType", token ? "JWT" : "CUSTOM")
            .with("AuthorizerId", Fn.ref(logicalId(first(event, stack), stack)))
            .build());
  }

  /** Adds the authorizer of a route, unless an earlier route of the API has the same. */
  public static void contribute(Contribution<?> to, HttpApiEvent event, Object... origin) {
    if (event.authorizer() != null && isFirst(event, to.stack())) {
      String id = logicalId(event, to.stack());
      to.add(id, authorizer(to, event), origin);
      if (event.authorizer() instanceof FunctionAuthorizer function) {
        to.add(LogicalId.of(id, "Permission"), permission(event, function, to.stack()), origin);
      }
    }
  }

  private static boolean isFirst(HttpApiEvent event, StackView stack) {
    return logicalId(first(event, stack), stack).equals(logicalId(event, stack));
  }

  /** The first event of the API that asks for the same authorizer. */
  private static HttpApiEvent first(HttpApiEvent event, StackView stack) {
    return HttpApiRoute.of(HttpApiRoute.gateway(event, stack), stack).stream()
        .map(HttpApiRoute::event)
        .filter(
            other -> event.authorizer() != null && event.authorizer().equals(other.authorizer()))
        .findFirst()
        .orElse(event);
  }

  private static String logicalId(HttpApiEvent event, StackView stack) {
    return HttpApiRoute.logicalId(HttpApiRoute.gateway(event, stack), event, "Authorizer");
  }

  private static CfnResource authorizer(Contribution<?> to, HttpApiEvent event) {
    String gateway = HttpApiRoute.gateway(event, to.stack());
    Tree tree =
        new Tree()
            .with("ApiId", Fn.ref(HttpApiType.logicalId(gateway)))
            .with("Name", name(to, event));
    if (event.authorizer() instanceof UserPoolAuthorizer pool) {
      tree.with("AuthorizerType", "JWT")
          .with(
              "IdentitySource",
              pool.identitySources().isEmpty() ? List.of(AUTHORIZATION) : pool.identitySources())
          .with(
              "JwtConfiguration",
              new Tree()
                  .with("Audience", List.of(UserPoolType.clientId(pool.userPoolName())))
                  .with("Issuer", UserPoolType.issuer(pool.userPoolName())));
    } else if (event.authorizer() instanceof FunctionAuthorizer function) {
      tree.with("AuthorizerType", "REQUEST")
          .with(
              "AuthorizerUri",
              Fn.sub(
                  "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${function}/invocations",
                  Map.of("function", functionArn(function, to.stack()))))
          .with("AuthorizerPayloadFormatVersion", "2.0")
          .with("EnableSimpleResponses", !Boolean.TRUE.equals(function.iamResponse()))
          .with("IdentitySource", function.identitySources())
          .with("AuthorizerResultTtlInSeconds", function.cacheResultSeconds());
    }
    return CfnResource.of("AWS::ApiGatewayV2::Authorizer", tree.build());
  }

  private static String name(Contribution<?> to, HttpApiEvent event) {
    return PhysicalName.fit(
        Words.pascal(
            String.join(
                "-",
                to.stack().target().stackName(),
                to.name(),
                Tree.textOf(event.method()).equals("*") ? "any" : Tree.textOf(event.method()),
                event.path(),
                HttpApiRoute.gateway(event, to.stack()),
                "Authorizer")),
        NAME_LIMIT);
  }

  private static Object functionArn(FunctionAuthorizer authorizer, StackView stack) {
    Resource<?> function = stack.withParts().get(authorizer.functionName());
    if (function != null && function.properties() instanceof CallableWorkload callable) {
      return callable.calledArn(function, stack);
    }
    throw new IllegalStateException(authorizer.functionName() + " has been checked");
  }

  private static CfnResource permission(
      HttpApiEvent event, FunctionAuthorizer function, StackView stack) {
    return CfnResource.of(
        "AWS::Lambda::Permission",
        new Tree()
            .with("Action", "lambda:InvokeFunction")
            .with("FunctionName", functionArn(function, stack))
            .with("Principal", "apigateway.amazonaws.com")
            .with(
                "SourceArn",
                Fn.sub(
                    "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${"
                        + HttpApiType.logicalId(HttpApiRoute.gateway(event, stack))
                        + "}/authorizers/${"
                        + logicalId(event, stack)
                        + "}"))
            .build());
  }
}

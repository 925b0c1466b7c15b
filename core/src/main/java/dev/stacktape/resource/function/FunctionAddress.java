package dev.stacktape.resource.function;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.HttpMethod;
import dev.stacktape.resource.gateway.CorsHeaders;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTPS address of a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">Access to function
 *     URLs</a>
 */
final class FunctionAddress {
  private FunctionAddress() {}

  static boolean isWanted(FunctionProperties function) {
    boolean byItself = function.url() != null && function.url().enabled();
    return byItself || (function.cdn() != null && function.cdn().enabled());
  }

  static void contribute(Contribution<FunctionProperties> to, FunctionNames names) {
    if (!isWanted(to.properties())) {
      return;
    }
    FunctionUrl url = to.properties().url();
    UrlAuthMode auth = url == null || url.authMode() == null ? UrlAuthMode.NONE : url.authMode();
    boolean streams = url != null && Boolean.TRUE.equals(url.responseStreamEnabled());
    to.add(
        names.urlId(),
        names.afterAlias(
            CfnResource.of(
                "AWS::Lambda::Url",
                new Tree()
                    .with("TargetFunctionArn", names.arn())
                    .with("Qualifier", names.aliasName())
                    .with("AuthType", auth)
                    .with("InvokeMode", streams ? "RESPONSE_STREAM" : "BUFFERED")
                    .with("Cors", crossOrigin(url == null ? null : url.cors()))
                    .build())),
        "url");
    if (auth == UrlAuthMode.NONE) {
      letEveryoneIn(to, names);
    }
    to.output("url", Fn.getAtt(names.urlId(), "FunctionUrl"), "URL of the function " + to.name());
  }

  /** Since October 2025 the caller needs both rights; the second holds for the address only. */
  private static void letEveryoneIn(Contribution<FunctionProperties> to, FunctionNames names) {
    to.add(
        LogicalId.of(to.name(), "PublicUrlPermission"),
        CfnResource.of(
            "AWS::Lambda::Permission",
            new Tree()
                .with("Action", "lambda:InvokeFunctionUrl")
                .with("FunctionName", names.calledArn())
                .with("Principal", "*")
                .with("FunctionUrlAuthType", "NONE")
                .build()),
        "url");
    to.add(
        LogicalId.of(to.name(), "PublicUrlInvokePermission"),
        CfnResource.of(
            "AWS::Lambda::Permission",
            new Tree()
                .with("Action", "lambda:InvokeFunction")
                .with("FunctionName", names.calledArn())
                .with("Principal", "*")
                .with("InvokedViaFunctionUrl", true)
                .build()),
        "url");
  }

  private static @Nullable Tree crossOrigin(@Nullable FunctionUrlCors cors) {
    if (cors == null || !cors.enabled()) {
      return null;
    }
    return new Tree()
        .with(
            "AllowOrigins", cors.allowedOrigins().isEmpty() ? List.of("*") : cors.allowedOrigins())
        .with(
            "AllowHeaders",
            cors.allowedHeaders().isEmpty() ? CorsHeaders.DEFAULT : cors.allowedHeaders())
        .with("AllowMethods", methods(cors))
        .with("AllowCredentials", cors.allowCredentials())
        .with("ExposeHeaders", cors.exposedResponseHeaders())
        .with("MaxAge", cors.maxAge());
  }

  /** Lambda answers OPTIONS itself and does not take it in the list. */
  private static List<String> methods(FunctionUrlCors cors) {
    List<String> methods =
        cors.allowedMethods().stream()
            .filter(method -> method != HttpMethod.OPTIONS)
            .map(Tree::textOf)
            .toList();
    return methods.isEmpty() ? List.of("*") : methods;
  }
}

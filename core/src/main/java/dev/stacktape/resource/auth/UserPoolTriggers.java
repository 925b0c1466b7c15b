package dev.stacktape.resource.auth;

import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;
import static dev.stacktape.resource.ResourceCode.RESOURCE_WRONG_TYPE;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.name.LogicalId;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.ParamReference;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.CallableWorkload;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions that a user pool asks at certain steps. Their ARNs are put together of names, because
 * most of them work with the pool themselves.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html">Lambda
 *     triggers</a>
 */
final class UserPoolTriggers {
  private UserPoolTriggers() {}

  private static Map<String, String> given(UserPoolProperties pool) {
    UserPoolHooks hooks = pool.hooks();
    Map<String, String> given = new LinkedHashMap<>();
    if (hooks != null) {
      put(given, "customMessage", hooks.customMessage());
      put(given, "postAuthentication", hooks.postAuthentication());
      put(given, "postConfirmation", hooks.postConfirmation());
      put(given, "preAuthentication", hooks.preAuthentication());
      put(given, "preSignUp", hooks.preSignUp());
      put(given, "preTokenGeneration", hooks.preTokenGeneration());
      put(given, "userMigration", hooks.userMigration());
      put(given, "createAuthChallenge", hooks.createAuthChallenge());
      put(given, "defineAuthChallenge", hooks.defineAuthChallenge());
      put(given, "verifyAuthChallengeResponse", hooks.verifyAuthChallengeResponse());
    }
    return given;
  }

  private static void put(Map<String, String> given, String key, @Nullable String function) {
    if (function != null) {
      given.put(key, function);
    }
  }

  private static boolean isArn(String function) {
    return function.startsWith("arn:") || DirectiveText.isDirective(function);
  }

  static void check(Inspection<UserPoolProperties> inspection) {
    given(inspection.properties())
        .forEach(
            (key, function) -> {
              if (!isArn(function)) {
                check(inspection, key, function);
              }
            });
  }

  private static void check(Inspection<?> inspection, String key, String function) {
    StackView stack = inspection.stack();
    Resource<?> named = stack.withParts().get(function);
    if (named == null && stack.isUnread(function)) {
      return;
    }
    if (named == null) {
      inspection.report(
          RESOURCE_NOT_FOUND
              .error("There is no resource `%s`.".formatted(function))
              .hint(
                  DidYouMean.closest(function, stack.withParts().keySet())
                      .map(near -> "Did you mean `" + near + "`?")
                      .orElse("Name a function of this config, or give an ARN.")),
          "hooks",
          key);
    } else if (!(named.properties() instanceof CallableWorkload)) {
      inspection.report(
          RESOURCE_WRONG_TYPE.error(
              "`%s` must name a resource of the type `function`, but `%s` has the type `%s`."
                  .formatted(key, function, named.type().word())),
          "hooks",
          key);
    }
  }

  static Tree configuration(Contribution<UserPoolProperties> to) {
    Tree config = new Tree();
    given(to.properties())
        .forEach((key, function) -> config.with(capital(key), arn(function, to.stack(), true)));
    return config;
  }

  static void contribute(Contribution<UserPoolProperties> to) {
    given(to.properties())
        .forEach(
            (key, function) ->
                to.add(
                    LogicalId.of(to.name(), key, "Permission"),
                    CfnResource.of(
                        "AWS::Lambda::Permission",
                        new Tree()
                            .with("Action", "lambda:InvokeFunction")
                            .with("FunctionName", arn(function, to.stack(), false))
                            .with("Principal", "cognito-idp.amazonaws.com")
                            .with("SourceArn", Fn.getAtt(UserPoolType.logicalId(to.name()), "Arn"))
                            .build()),
                    "hooks",
                    key));
  }

  private static Object arn(String function, StackView stack, boolean byName) {
    Resource<?> named =
        ParamReference.in(function)
            .filter(reference -> reference.param().equals("arn"))
            .<@Nullable Resource<?>>map(reference -> stack.withParts().get(reference.resource()))
            .orElseGet(() -> stack.withParts().get(function));
    if (named != null && named.properties() instanceof CallableWorkload callable) {
      return byName ? callable.calledArnByName(named, stack) : callable.calledArn(named, stack);
    }
    return function;
  }

  private static String capital(String key) {
    return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
  }
}

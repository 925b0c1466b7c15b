package dev.stacktape.resource.auth;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;

import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an application is to a user pool.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html">AWS::Cognito::UserPoolClient</a>
 */
final class UserPoolClient {
  private static final int DEFAULT_REFRESH_DAYS = 30;
  private static final List<String> SIGN_IN =
      List.of(
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
          "ALLOW_CUSTOM_AUTH",
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH");
  private static final List<String> SCOPES = List.of("openid", "email", "profile");

  private UserPoolClient() {}

  static boolean hasSecret(UserPoolProperties pool) {
    return Boolean.TRUE.equals(pool.generateClientSecret());
  }

  /** Whether users come back from the pages for signing in with something to get tokens for. */
  private static boolean usesPages(UserPoolProperties pool) {
    return Boolean.TRUE.equals(pool.enableHostedUi())
        || !pool.allowedOAuthFlows().isEmpty()
        || !pool.callbackURLs().isEmpty();
  }

  private static List<OAuthFlow> flows(UserPoolProperties pool) {
    return pool.allowedOAuthFlows().isEmpty() ? List.of(OAuthFlow.CODE) : pool.allowedOAuthFlows();
  }

  static void check(Inspection<UserPoolProperties> inspection) {
    UserPoolProperties pool = inspection.properties();
    boolean machines = pool.allowedOAuthFlows().contains(OAuthFlow.CLIENT_CREDENTIALS);
    if (machines && pool.allowedOAuthFlows().size() > 1) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("`client_credentials` does not go together with the other flows.")
              .hint("Use a user pool of its own for programs without users."),
          "allowedOAuthFlows");
    }
    if (machines && !hasSecret(pool)) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("The flow `client_credentials` needs a secret.")
              .hint("Add `generateClientSecret: true`."),
          "allowedOAuthFlows");
    }
    if (usesPages(pool) && !machines && pool.callbackURLs().isEmpty()) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("Nobody could come back from the pages for signing in.")
              .hint("Add `callbackURLs` with an address of your application."),
          pool.allowedOAuthFlows().isEmpty() ? "enableHostedUi" : "allowedOAuthFlows");
    }
    if (Boolean.TRUE.equals(pool.allowOnlyExternalIdentityProviders())
        && pool.identityProviders().isEmpty()) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("Only accounts of others are let in, but there are no others.")
              .hint("Add `identityProviders`."),
          "allowOnlyExternalIdentityProviders");
    }
  }

  static void contribute(Contribution<UserPoolProperties> to) {
    UserPoolProperties pool = to.properties();
    Tree tree =
        new Tree()
            .with("UserPoolId", Fn.ref(UserPoolType.logicalId(to.name())))
            .with(
                "ClientName",
                PhysicalName.fit(
                    UserPoolType.fullName(to.name(), to.stack(), "-user-pool-client"),
                    UserPoolType.NAME_LIMIT))
            .with("ExplicitAuthFlows", SIGN_IN)
            .with("GenerateSecret", hasSecret(pool) ? true : null)
            .with("SupportedIdentityProviders", providers(pool));
    addValidity(tree, pool);
    if (usesPages(pool)) {
      tree.with("AllowedOAuthFlowsUserPoolClient", true)
          .with("AllowedOAuthFlows", flows(pool).stream().map(Tree::textOf).toList())
          .with(
              "AllowedOAuthScopes",
              pool.allowedOAuthScopes().isEmpty() ? SCOPES : pool.allowedOAuthScopes())
          .with("CallbackURLs", pool.callbackURLs())
          .with("DefaultRedirectURI", pool.callbackURLs().stream().findFirst().orElse(null))
          .with("LogoutURLs", pool.logoutURLs());
    }
    CfnResource client = CfnResource.of("AWS::Cognito::UserPoolClient", tree.build());
    for (IdentityProvider provider : pool.identityProviders()) {
      client = client.dependsOn(ExternalProviders.logicalId(to.name(), provider.type()));
    }
    to.add(UserPoolType.clientLogicalId(to.name()), client);
  }

  private static List<String> providers(UserPoolProperties pool) {
    List<String> providers = new ArrayList<>();
    if (!Boolean.TRUE.equals(pool.allowOnlyExternalIdentityProviders())) {
      providers.add("COGNITO");
    }
    pool.identityProviders().forEach(provider -> providers.add(Tree.textOf(provider.type())));
    return providers;
  }

  /** Without a unit Cognito takes hours, and days for renewing. */
  private static void addValidity(Tree tree, UserPoolProperties pool) {
    Integer access = pool.accessTokenValiditySeconds();
    Integer identity = pool.idTokenValiditySeconds();
    Map<String, Object> units =
        new Tree()
            .with("AccessToken", access == null ? null : "seconds")
            .with("IdToken", identity == null ? null : "seconds")
            .build();
    tree.with("AccessTokenValidity", access == null ? 1 : access)
        .with("IdTokenValidity", identity == null ? 1 : identity)
        .with(
            "RefreshTokenValidity",
            pool.refreshTokenValidityDays() == null
                ? DEFAULT_REFRESH_DAYS
                : pool.refreshTokenValidityDays())
        .with("TokenValidityUnits", units);
  }
}

package dev.stacktape.resource.auth;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Others that users of a pool may have an account with.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolidentityprovider.html">AWS::Cognito::UserPoolIdentityProvider</a>
 */
final class ExternalProviders {
  private ExternalProviders() {}

  static String logicalId(String name, IdentityProviderType type) {
    return LogicalId.of(name, Tree.textOf(type), "UserPoolIdentityProvider");
  }

  static void contribute(Contribution<UserPoolProperties> to) {
    List<IdentityProvider> providers = to.properties().identityProviders();
    for (int i = 0; i < providers.size(); i++) {
      IdentityProvider provider = providers.get(i);
      to.add(
          logicalId(to.name(), provider.type()),
          CfnResource.of(
              "AWS::Cognito::UserPoolIdentityProvider",
              new Tree()
                  .with("UserPoolId", Fn.ref(UserPoolType.logicalId(to.name())))
                  .with("ProviderName", provider.type())
                  .with("ProviderType", provider.type())
                  .with("ProviderDetails", details(provider))
                  .with("AttributeMapping", provider.attributeMapping())
                  .build()),
          "identityProviders",
          i);
    }
  }

  private static Map<String, Object> details(IdentityProvider provider) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (provider.type() != IdentityProviderType.SAML) {
      details.put("client_id", provider.clientId());
      // Apple has no secret; tokens are signed with a key.
      details.put(
          provider.type() == IdentityProviderType.APPLE ? "private_key" : "client_secret",
          provider.clientSecret());
      details.put("authorize_scopes", scopes(provider));
    }
    details.putAll(provider.providerDetails());
    return details;
  }

  /** Cognito insists on some; these give it the address and the name. */
  private static String scopes(IdentityProvider provider) {
    if (!provider.authorizeScopes().isEmpty()) {
      String separator = provider.type() == IdentityProviderType.FACEBOOK ? "," : " ";
      return String.join(separator, provider.authorizeScopes());
    }
    return switch (provider.type()) {
      case FACEBOOK -> "public_profile,email";
      case AMAZON -> "profile";
      case APPLE -> "email name";
      case GOOGLE, OIDC, SAML -> "openid email profile";
    };
  }
}

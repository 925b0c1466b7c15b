package dev.stacktape.resource.rule;

import dev.stacktape.resource.auth.EmailSettings;
import dev.stacktape.resource.auth.MfaType;
import dev.stacktape.resource.auth.OAuthFlow;
import dev.stacktape.resource.auth.UserAttribute;
import dev.stacktape.resource.auth.UserPoolHooks;
import dev.stacktape.resource.auth.UserPoolProperties;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.function.FunctionProperties;
import dev.stacktape.resource.network.FirewallScope;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * User pools.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html">CreateUserPoolClient</a>
 */
final class UserPoolRules {
  private static final Set<String> ATTRIBUTE_TYPES =
      Set.of("String", "Number", "DateTime", "Boolean");
  private static final int LONGEST_ATTRIBUTE = 20;

  private UserPoolRules() {}

  static void pool(UserPoolProperties pool, Place at) {
    flows(pool, at.in("allowedOAuthFlows"));
    addresses(pool.callbackURLs(), at.in("callbackURLs"));
    addresses(pool.logoutURLs(), at.in("logoutURLs"));
    attributes(pool.schema(), at.in("schema"));
    CdnRules.firewall(pool.useFirewall(), FirewallScope.REGIONAL, at.in("useFirewall"));
    if (pool.hooks() != null) {
      hooks(pool.hooks(), at.in("hooks"));
    }
    if (pool.customDomain() != null) {
      DomainRules.domain(
          new CustomDomain(
              pool.customDomain().domainName(),
              pool.customDomain().customCertificateArn(),
              pool.customDomain().disableDnsRecordCreation()),
          at.in("customDomain"));
    }
    EmailSettings mail = pool.emailConfiguration();
    if (mail != null) {
      ValueForms.arn(mail.sesAddressArn(), at.in("emailConfiguration", "sesAddressArn"), "ses");
      if (mail.from() != null && mail.sesAddressArn() == null) {
        at.in("emailConfiguration", "from")
            .doubt("A sender of yours needs `sesAddressArn`.", "Add it, or remove `from`.");
      }
    }
    if (pool.mfaConfiguration() != null
        && pool.mfaConfiguration().enabledTypes().contains(MfaType.EMAIL_OTP)
        && (mail == null || mail.sesAddressArn() == null)) {
      at.in("mfaConfiguration", "enabledTypes")
          .needs(
              "`EMAIL_OTP` needs a sender of yours.",
              "Add `emailConfiguration` with `sesAddressArn`.");
    }
  }

  private static void flows(UserPoolProperties pool, Place at) {
    if (!pool.allowedOAuthFlows().contains(OAuthFlow.CLIENT_CREDENTIALS)) {
      return;
    }
    if (pool.allowedOAuthFlows().size() > 1) {
      at.conflict(
          "`client_credentials` does not go together with other flows.",
          "Use a user pool of its own for machines.");
    }
    if (!Boolean.TRUE.equals(pool.generateClientSecret())) {
      at.needs("`client_credentials` needs a secret.", "Add `generateClientSecret: true`.");
    }
  }

  private static void addresses(List<String> addresses, Place at) {
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.get(i);
      if (ValueForms.isKnown(address) && address.startsWith("http://") && !isLocal(address)) {
        at.in(i)
            .invalid(
                "Cognito takes `http` for localhost only, not for `%s`."
                    .formatted(ValueForms.shown(address)),
                "Write `https://`.");
      } else if (ValueForms.isKnown(address) && address.indexOf(':') < 1) {
        at.in(i)
            .invalid(
                "`%s` is not a full address.".formatted(ValueForms.shown(address)),
                "Write it like `https://shop.acme.com/signed-in`.");
      }
    }
  }

  private static boolean isLocal(String address) {
    try {
      String host = URI.create(address).getHost();
      return host != null
          && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    } catch (IllegalArgumentException e) {
      return address.startsWith("http://localhost");
    }
  }

  private static void attributes(List<UserAttribute> attributes, Place at) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < attributes.size(); i++) {
      UserAttribute attribute = attributes.get(i);
      Place place = at.in(i);
      String name = attribute.name();
      if (ValueForms.isKnown(name) && name != null && name.length() > LONGEST_ATTRIBUTE) {
        place
            .in("name")
            .invalid("A name has at most %d characters.".formatted(LONGEST_ATTRIBUTE), null);
      }
      if (name != null && !names.add(name)) {
        place
            .in("name")
            .conflict("There are two attributes `%s`.".formatted(ValueForms.shown(name)), null);
      }
      String type = attribute.attributeDataType();
      if (ValueForms.isKnown(type) && type != null && !ATTRIBUTE_TYPES.contains(type)) {
        place
            .in("attributeDataType")
            .invalid(
                "There is no kind of attribute `%s`.".formatted(ValueForms.shown(type)),
                "There are String, Number, DateTime and Boolean.");
      }
      if (attribute.numberMinValue() != null
          && attribute.numberMaxValue() != null
          && attribute.numberMinValue() > attribute.numberMaxValue()) {
        place.in("numberMinValue").conflict("It is more than `numberMaxValue`.", null);
      }
      if (attribute.stringMinLength() != null
          && attribute.stringMaxLength() != null
          && attribute.stringMinLength() > attribute.stringMaxLength()) {
        place.in("stringMinLength").conflict("It is more than `stringMaxLength`.", null);
      }
    }
  }

  private static void hooks(UserPoolHooks hooks, Place at) {
    Map<String, @Nullable String> all = new LinkedHashMap<>();
    all.put("customMessage", hooks.customMessage());
    all.put("postAuthentication", hooks.postAuthentication());
    all.put("postConfirmation", hooks.postConfirmation());
    all.put("preAuthentication", hooks.preAuthentication());
    all.put("preSignUp", hooks.preSignUp());
    all.put("preTokenGeneration", hooks.preTokenGeneration());
    all.put("userMigration", hooks.userMigration());
    all.put("createAuthChallenge", hooks.createAuthChallenge());
    all.put("defineAuthChallenge", hooks.defineAuthChallenge());
    all.put("verifyAuthChallengeResponse", hooks.verifyAuthChallengeResponse());
    all.forEach(
        (key, name) -> {
          if (ValueForms.isKnown(name) && name != null && name.startsWith("arn:")) {
            ValueForms.arn(name, at.in(key), "lambda");
          } else if (ValueForms.isKnown(name)) {
            at.in(key).refersTo(name, FunctionProperties.class);
          }
        });
  }
}

package dev.stacktape.resource.auth;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Access;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.network.Firewalls;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code user-auth-pool}: a user pool, a client for the application, and an address for the pages
 * for signing in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpool.html">AWS::Cognito::UserPool</a>
 */
public final class UserPoolType implements ResourceType<UserPoolProperties> {
  static final int NAME_LIMIT = 128;

  /** Managing users and groups, and reading the pool; nothing that changes or deletes the pool. */
  private static final List<String> USE =
      List.of(
          "cognito-idp:Admin*",
          "cognito-idp:CreateGroup",
          "cognito-idp:DeleteGroup",
          "cognito-idp:UpdateGroup",
          "cognito-idp:Describe*",
          "cognito-idp:Get*",
          "cognito-idp:List*");

  @Override
  public String word() {
    return "user-auth-pool";
  }

  @Override
  public Class<UserPoolProperties> propertiesType() {
    return UserPoolProperties.class;
  }

  /** The id of the client of the pool with this name in the config. */
  public static Object clientId(String name) {
    return Fn.ref(clientLogicalId(name));
  }

  /** Who signs the tokens of that pool: an address. */
  public static Object issuer(String name) {
    return Fn.getAtt(logicalId(name), "ProviderURL");
  }

  static String logicalId(String name) {
    return LogicalId.of(name, "UserPool");
  }

  static String clientLogicalId(String name) {
    return LogicalId.of(name, "UserPoolClient");
  }

  static String domainLogicalId(String name) {
    return LogicalId.of(name, "UserPoolDomain");
  }

  static String fullName(String name, StackView stack, String suffix) {
    return stack.target().stackName() + "-" + name + suffix;
  }

  /** How the address of the pages for signing in begins. */
  static String domainPrefix(Resource<UserPoolProperties> pool, StackView stack) {
    String wanted = pool.properties().hostedUiDomainPrefix();
    return wanted == null ? fullName(pool.name(), stack, "").toLowerCase(Locale.ROOT) : wanted;
  }

  @Override
  public Params params(Resource<UserPoolProperties> pool, StackView stack) {
    return Params.none()
        .with("id", Fn.ref(logicalId(pool.name())))
        .with("clientId", clientId(pool.name()))
        .withIf(
            UserPoolClient.hasSecret(pool.properties()),
            "clientSecret",
            Fn.getAtt(clientLogicalId(pool.name()), "ClientSecret"),
            "it has no `generateClientSecret: true`")
        .with("arn", Fn.getAtt(logicalId(pool.name()), "Arn"))
        .with("providerUrl", issuer(pool.name()))
        .with("domain", domain(pool, stack));
  }

  private static Object domain(Resource<UserPoolProperties> pool, StackView stack) {
    UserPoolDomain own = pool.properties().customDomain();
    if (own != null) {
      return own.domainName();
    }
    return Fn.join(
        "",
        List.of(
            domainPrefix(pool, stack), ".auth.", stack.target().region(), ".amazoncognito.com"));
  }

  /** The secret is not among the variables: it would stand in plain text in the environment. */
  @Override
  public Optional<Access> access(Resource<UserPoolProperties> pool, StackView stack) {
    Map<String, Object> params = new LinkedHashMap<>(params(pool, stack).values());
    params.remove("clientSecret");
    return Optional.of(
        new Access(
            List.of(Statement.allow(USE, Fn.getAtt(logicalId(pool.name()), "Arn"))), params));
  }

  @Override
  public void check(Inspection<UserPoolProperties> inspection) {
    String name = inspection.resource().name();
    inspection.fits(
        "client name", fullName(name, inspection.stack(), "-user-pool-client"), NAME_LIMIT);
    UserPoolChecks.check(inspection);
    UserPoolClient.check(inspection);
    UserPoolTriggers.check(inspection);
    SignInDomain.check(inspection);
  }

  @Override
  public void contribute(Contribution<UserPoolProperties> to) {
    TextMessages.contribute(to);
    to.add(
        logicalId(to.name()),
        CfnResource.of("AWS::Cognito::UserPool", pool(to)).keepingData("RetainExceptOnCreate"));
    UserPoolTriggers.contribute(to);
    ExternalProviders.contribute(to);
    UserPoolClient.contribute(to);
    String domainId = domainLogicalId(to.name());
    SignInDomain.contribute(to, domainId);
    Firewalls.associate(to, to.properties().useFirewall(), Fn.getAtt(logicalId(to.name()), "Arn"));
    if (to.properties().hostedUiCSS() != null) {
      to.add(
          LogicalId.of(to.name(), "UserPoolUiCustomizationAttachment"),
          CfnResource.of(
                  "AWS::Cognito::UserPoolUICustomizationAttachment",
                  new Tree()
                      .with("UserPoolId", Fn.ref(logicalId(to.name())))
                      .with("ClientId", clientId(to.name()))
                      .with("CSS", to.properties().hostedUiCSS())
                      .build())
              // Cognito has no pages to style before there is an address.
              .dependsOn(domainId),
          "hostedUiCSS");
    }
    to.output("id", Fn.ref(logicalId(to.name())), "Id of the user pool " + to.name());
    to.output("clientId", clientId(to.name()), "Id of the client of the user pool " + to.name());
  }

  private static Map<String, Object> pool(Contribution<UserPoolProperties> to) {
    UserPoolProperties pool = to.properties();
    Tree tree =
        new Tree()
            .with(
                "UserPoolName",
                PhysicalName.fit(fullName(to.name(), to.stack(), "-user-pool"), NAME_LIMIT))
            .with("AccountRecoverySetting", UserPoolMessages.recovery())
            .with("AdminCreateUserConfig", UserPoolMessages.invitations(pool))
            .with("AutoVerifiedAttributes", UserPoolMessages.verified(pool))
            .with("EmailConfiguration", UserPoolMessages.sender(pool.emailConfiguration()))
            .with("VerificationMessageTemplate", UserPoolMessages.verification(pool))
            .with("SmsConfiguration", TextMessages.configuration(to))
            .with("UsernameAttributes", UserAttributes.userNames(pool))
            .with("Schema", UserAttributes.schema(pool))
            .with("LambdaConfig", UserPoolTriggers.configuration(to));
    PasswordRules.addTo(tree, pool);
    return tree.with("UserPoolTags", to.stack().tags().byKey()).build();
  }
}

package dev.stacktape.resource.auth;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.cdn.OwnDomains;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;

/**
 * The address of the pages for signing in: below Cognito's own, or a domain of the user's, which
 * Cognito serves through CloudFront.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html">Using
 *     your own domain for the hosted UI</a>
 */
final class SignInDomain {
  private static final String KEY = "customDomain";

  private SignInDomain() {}

  static void check(Inspection<UserPoolProperties> inspection) {
    UserPoolProperties pool = inspection.properties();
    inspection.withoutEffect(
        pool.customDomain() != null && pool.hostedUiDomainPrefix() != null,
        "the pages are at `customDomain`",
        "hostedUiDomainPrefix");
  }

  static void contribute(Contribution<UserPoolProperties> to, String logicalId) {
    UserPoolDomain own = to.properties().customDomain();
    Tree domain = new Tree().with("UserPoolId", Fn.ref(UserPoolType.logicalId(to.name())));
    if (own == null) {
      domain.with("Domain", UserPoolType.domainPrefix(to.resource(), to.stack()));
    } else {
      domain
          .with("Domain", own.domainName())
          .with("CustomDomainConfig", Map.of("CertificateArn", certificate(to, own)));
    }
    to.add(logicalId, CfnResource.of("AWS::Cognito::UserPoolDomain", domain.build()));
    if (own != null) {
      OwnDomains.lead(
          to,
          own.custom(),
          Fn.getAtt(logicalId, "CloudFrontDistribution"),
          OwnDomains.CLOUDFRONT_ZONE,
          KEY);
    }
  }

  private static Object certificate(Contribution<?> to, UserPoolDomain own) {
    String given = own.customCertificateArn();
    return given == null ? OwnDomains.edgeCertificate(to, List.of(own.domainName()), KEY) : given;
  }
}

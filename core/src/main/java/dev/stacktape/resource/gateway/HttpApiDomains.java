package dev.stacktape.resource.gateway;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.cdn.OwnDomains;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;

/**
 * Domains of the user's in front of an HTTP API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html">Custom
 *     domain names</a>
 */
final class HttpApiDomains {
  private static final String KEY = "customDomains";

  private HttpApiDomains() {}

  static Params params(Params params, HttpApiProperties api, Object canonicalDomain) {
    List<String> names = OwnDomains.names(api.customDomains());
    if (names.isEmpty()) {
      String because = "it has no `customDomains`";
      return params
          .without("customDomains", because)
          .without("customDomainUrl", because)
          .without("customDomainUrls", because)
          .without("canonicalDomain", because);
    }
    List<String> urls = names.stream().map(name -> "https://" + name).toList();
    return params
        .with("domain", names.get(0))
        .with("url", urls.get(0))
        .with("canonicalDomain", canonicalDomain)
        .with("customDomains", String.join(",", names))
        .with("customDomainUrl", urls.get(0))
        .with("customDomainUrls", String.join(",", urls));
  }

  static void contribute(Contribution<HttpApiProperties> to) {
    List<CustomDomain> domains = to.properties().customDomains();
    for (int i = 0; i < domains.size(); i++) {
      CustomDomain domain = domains.get(i);
      String id = OwnDomains.logicalId(domain.domainName(), "DomainName");
      to.add(
          id,
          CfnResource.of(
              "AWS::ApiGatewayV2::DomainName",
              new Tree()
                  .with("DomainName", domain.domainName())
                  .with(
                      "DomainNameConfigurations",
                      List.of(
                          new Tree()
                              .with("EndpointType", "REGIONAL")
                              .with("CertificateArn", OwnDomains.certificate(to, domain, KEY, i))
                              .with("SecurityPolicy", "TLS_1_2")
                              .build()))
                  .with("Tags", to.stack().tags().byKey())
                  .build()),
          KEY,
          i);
      to.add(
          OwnDomains.logicalId(domain.domainName(), "ApiMapping"),
          CfnResource.of(
              "AWS::ApiGatewayV2::ApiMapping",
              new Tree()
                  .with("DomainName", Fn.ref(id))
                  .with("ApiId", Fn.ref(HttpApiType.logicalId(to.name())))
                  .with("Stage", Fn.ref(LogicalId.of(to.name(), "Stage")))
                  .build()),
          KEY,
          i);
      OwnDomains.lead(
          to,
          domain,
          Fn.getAtt(id, "RegionalDomainName"),
          Fn.getAtt(id, "RegionalHostedZoneId"),
          KEY,
          i);
    }
  }
}

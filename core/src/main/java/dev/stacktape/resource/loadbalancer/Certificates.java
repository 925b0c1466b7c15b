package dev.stacktape.resource.loadbalancer;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The certificates of an encrypted listener: one belongs to it, further ones are added to it. */
final class Certificates {
  /** TLS 1.2 and 1.3 only; AWS's default for templates takes TLS 1.0 too. */
  static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

  private Certificates() {}

  /** The one that a listener begins with, as its property; null where there is none. */
  static @Nullable List<Map<String, String>> first(List<String> arns) {
    return arns.isEmpty() ? null : List.of(Map.of("CertificateArn", arns.get(0)));
  }

  /** Adds the others. */
  static void addFurther(Contribution<?> to, int port, List<String> arns) {
    if (arns.size() > 1) {
      to.add(
          LogicalId.of(to.name(), "Port" + port, "ListenerCertificate"),
          CfnResource.of(
              "AWS::ElasticLoadBalancingV2::ListenerCertificate",
              new Tree()
                  .with("ListenerArn", Fn.ref(LoadBalancerNames.listenerId(to.name(), port)))
                  .with(
                      "Certificates",
                      arns.stream().skip(1).map(arn -> Map.of("CertificateArn", arn)).toList())
                  .build()),
          "listeners");
    }
  }
}

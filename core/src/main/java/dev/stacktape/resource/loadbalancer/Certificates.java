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
  static @Nullable List<Map<String, Object>> first(List<Object> arns) {
    return arns.isEmpty() ? null : List.of(certificate(arns.get(0)));
  }

  /** Adds the others, each by itself: AWS takes one at a time. */
  static void addFurther(Contribution<?> to, int port, List<Object> arns) {
    for (int i = 1; i < arns.size(); i++) {
      String number = i == 1 ? "" : String.valueOf(i - 1);
      to.add(
          LogicalId.of(to.name(), "Port" + port, "ListenerCertificate" + number),
          CfnResource.of(
              "AWS::ElasticLoadBalancingV2::ListenerCertificate",
              new Tree()
                  .with("ListenerArn", Fn.ref(LoadBalancerNames.listenerId(to.name(), port)))
                  .with("Certificates", List.of(certificate(arns.get(i))))
                  .build()),
          "listeners");
    }
  }

  private static Map<String, Object> certificate(Object arn) {
    return Map.of("CertificateArn", arn);
  }
}

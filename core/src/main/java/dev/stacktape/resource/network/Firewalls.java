package dev.stacktape.resource.network;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.Target;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import org.jspecify.annotations.Nullable;

/**
 * What firewalls are called, and what they stand before. {@code useFirewall} is the name of one in
 * the config, or the ARN of one that is there already.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html">AWS::WAFv2::WebACLAssociation</a>
 */
public final class Firewalls {
  private Firewalls() {}

  static String logicalId(String name) {
    return LogicalId.of(name, "WebAcl");
  }

  /** The parameter that the template gets the ARN by, where the firewall is in another stack. */
  static String parameter(String name) {
    return LogicalId.of(name, "WebAclArn");
  }

  static boolean isElsewhere(Resource<FirewallProperties> firewall, Target target) {
    return firewall.properties().scope() == FirewallScope.CDN && !target.isAtEdge();
  }

  static Object arn(Resource<FirewallProperties> firewall, StackView stack) {
    return isElsewhere(firewall, stack.target())
        ? Fn.ref(parameter(firewall.name()))
        : Fn.getAtt(logicalId(firewall.name()), "Arn");
  }

  /** The ARN of a firewall, a template value; null where none is wanted. */
  public static @Nullable Object arn(@Nullable String wanted, StackView stack) {
    if (wanted == null || wanted.startsWith("arn:")) {
      return wanted;
    }
    return stack
        .find(wanted, FirewallProperties.class)
        .map(firewall -> arn(firewall, stack))
        .orElseThrow(() -> new IllegalStateException(wanted + " has not been checked"));
  }

  /**
   * Puts a firewall before a resource of the stack's region, where one is wanted.
   *
   * @param resourceArn a template value
   */
  public static void associate(Contribution<?> to, @Nullable String wanted, Object resourceArn) {
    Object arn = arn(wanted, to.stack());
    if (arn != null) {
      to.add(
          LogicalId.of(to.name(), "WebAclAssociation"),
          CfnResource.of(
              "AWS::WAFv2::WebACLAssociation",
              new Tree().with("ResourceArn", resourceArn).with("WebACLArn", arn).build()),
          "useFirewall");
    }
  }
}

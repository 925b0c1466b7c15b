package dev.stacktape.resource.function;

import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.event.FunctionEvent;
import dev.stacktape.resource.event.LoadBalancerEvent;
import dev.stacktape.resource.loadbalancer.ListenerRule;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests that a load balancer passes on to a function. All rules of one load balancer share a
 * target group.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html">Lambda
 *     functions as targets</a>
 */
final class LoadBalancerTrigger implements Trigger<LoadBalancerEvent> {
  private static final int NAME_LIMIT = 32;

  @Override
  public void check(Inspection<FunctionProperties> inspection, LoadBalancerEvent event, int index) {
    ListenerRule.check(inspection, event, "events", index, "properties");
  }

  @Override
  public void contribute(
      Contribution<FunctionProperties> to,
      FunctionNames names,
      LoadBalancerEvent event,
      int index) {
    String balancer = ListenerRule.balancer(event, to.stack()).name();
    var unused =
        ListenerRule.add(
            to,
            event,
            ListenerRule.forwardTo(names.gatewayId(balancer, "TargetGroup")),
            "events",
            index);
  }

  static void addTargets(Contribution<FunctionProperties> to, FunctionNames names) {
    Set<String> done = new HashSet<>();
    List<FunctionEvent> events = to.properties().events();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof LoadBalancerEvent event) {
        String balancer = ListenerRule.balancer(event, to.stack()).name();
        if (done.add(balancer)) {
          addTarget(to, names, balancer, i);
        }
      }
    }
  }

  private static void addTarget(
      Contribution<FunctionProperties> to, FunctionNames names, String balancer, int index) {
    String name =
        PhysicalName.fit(
            String.join("-", to.stack().target().stackName(), balancer, to.name()), NAME_LIMIT);
    String permissionId = names.gatewayId(balancer, "TargetGroupPermission");
    to.add(
        permissionId,
        CallPermission.of(
            names.calledArn(),
            "elasticloadbalancing.amazonaws.com",
            Fn.sub(
                "arn:${AWS::Partition}:elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:targetgroup/"
                    + name
                    + "/*")),
        "events",
        index);
    to.add(
        names.gatewayId(balancer, "TargetGroup"),
        CfnResource.of(
                "AWS::ElasticLoadBalancingV2::TargetGroup",
                new Tree()
                    .with("Name", name)
                    .with("TargetType", "lambda")
                    .with("Targets", List.of(Map.of("Id", names.calledArn())))
                    .with("Tags", to.stack().tags().toList())
                    .build())
            // A function is a target only once it lets the load balancer call.
            .dependsOn(permissionId),
        "events",
        index);
  }
}

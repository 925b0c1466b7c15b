package dev.stacktape.resource.workflow;

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
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code state-machine}: a state machine, with a role of its own that may do what its tasks do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html">AWS::StepFunctions::StateMachine</a>
 */
public final class StateMachineType implements ResourceType<StateMachineProperties> {
  private static final int NAME_LIMIT = 80;

  @Override
  public String word() {
    return "state-machine";
  }

  @Override
  public Class<StateMachineProperties> propertiesType() {
    return StateMachineProperties.class;
  }

  private static String logicalId(String name) {
    return LogicalId.of(name, "StateMachine");
  }

  private static String fullName(Resource<?> machine, StackView stack) {
    return stack.target().stackName() + "-" + machine.name();
  }

  private static String name(Resource<?> machine, StackView stack) {
    return PhysicalName.fit(fullName(machine, stack), NAME_LIMIT);
  }

  @Override
  public Params params(Resource<StateMachineProperties> machine, StackView stack) {
    return Params.none()
        .with("name", Fn.getAtt(logicalId(machine.name()), "Name"))
        .with("arn", Fn.ref(logicalId(machine.name())));
  }

  /** ARNs put together of names, so that a function can start the machine that runs it. */
  @Override
  public Optional<Access> access(Resource<StateMachineProperties> machine, StackView stack) {
    String name = name(machine, stack);
    Map<String, Object> arn = arn("stateMachine:" + name);
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("name", name);
    params.put("arn", arn);
    return Optional.of(
        new Access(
            List.of(
                Statement.allow(List.of("states:StartExecution", "states:ListExecutions"), arn),
                Statement.allow(
                    List.of("states:DescribeExecution", "states:StopExecution"),
                    arn("execution:" + name + ":*"))),
            params));
  }

  private static Map<String, Object> arn(String end) {
    return Fn.sub("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:" + end);
  }

  @Override
  public void check(Inspection<StateMachineProperties> inspection) {
    inspection.fits(
        "state machine name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    DefinitionChecks.check(inspection);
    new TaskPermissions(inspection.stack()).check(inspection);
  }

  @Override
  public void contribute(Contribution<StateMachineProperties> to) {
    String roleId = LogicalId.of(to.name(), "Role");
    to.add(roleId, role(to));
    to.add(
        logicalId(to.name()),
        CfnResource.of(
            "AWS::StepFunctions::StateMachine",
            new Tree()
                .with("StateMachineName", name(to.resource(), to.stack()))
                .with("Definition", definition(to.resource()))
                .with("RoleArn", Fn.getAtt(roleId, "Arn"))
                .with("Tags", to.stack().tags().toList())
                .build()));
    to.output("arn", Fn.ref(logicalId(to.name())), "ARN of the state machine " + to.name());
  }

  /** As it was written: the language is Amazon's, and every key of it goes there. */
  private static Object definition(Resource<StateMachineProperties> machine) {
    Object plain = machine.definition().node().toPlain();
    if (plain instanceof Map<?, ?> properties && properties.get("definition") != null) {
      return properties.get("definition");
    }
    throw new IllegalStateException(machine.name() + " has a definition, as was checked");
  }

  private static CfnResource role(Contribution<StateMachineProperties> to) {
    Map<String, Object> assumed =
        new Tree()
            .with("Effect", "Allow")
            .with("Principal", Map.of("Service", "states.amazonaws.com"))
            .with("Action", "sts:AssumeRole")
            .build();
    List<Statement> statements = new TaskPermissions(to.stack()).of(to.properties().definition());
    return CfnResource.of(
        "AWS::IAM::Role",
        new Tree()
            .with("AssumeRolePolicyDocument", Statement.document(List.of(assumed)))
            .with(
                "Policies",
                statements.isEmpty()
                    ? null
                    : List.of(Statement.inlinePolicy("allow-tasks", statements)))
            .build());
  }
}

package dev.stacktape.resource.database;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code dynamo-db-table}: a global table with one replica, in the region of the stack, as existing
 * stacks have it; replicas can be added later without a new table.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html">AWS::DynamoDB::GlobalTable</a>
 */
public final class TableType implements ResourceType<TableProperties> {
  private static final int NAME_LIMIT = 255;

  /** Reading and writing items; nothing that changes the table. */
  private static final List<String> USE =
      List.of(
          "dynamodb:BatchGetItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:ConditionCheckItem",
          "dynamodb:DeleteItem",
          "dynamodb:DescribeTable",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "dynamodb:Query",
          "dynamodb:Scan",
          "dynamodb:UpdateItem");

  @Override
  public String word() {
    return "dynamo-db-table";
  }

  @Override
  public Class<TableProperties> propertiesType() {
    return TableProperties.class;
  }

  private static String logicalId(String name) {
    return LogicalId.of(name, "GlobalTable");
  }

  private static String fullName(Resource<TableProperties> table, StackView stack) {
    return String.join("-", stack.target().stackName(), table.name(), stack.target().hash());
  }

  @Override
  public Params params(Resource<TableProperties> table, StackView stack) {
    String id = logicalId(table.name());
    return Params.none()
        .with("name", Fn.ref(id))
        .with("arn", Fn.getAtt(id, "Arn"))
        .withIf(
            table.properties().streamType() != null,
            "streamArn",
            Fn.getAtt(id, "StreamArn"),
            "it has no `streamType`");
  }

  @Override
  public Optional<Access> access(Resource<TableProperties> table, StackView stack) {
    Map<String, Object> arn = Fn.getAtt(logicalId(table.name()), "Arn");
    Statement use = Statement.allow(USE, arn, Fn.join("", List.of(arn, "/index/*")));
    return Optional.of(new Access(List.of(use), params(table, stack).values()));
  }

  @Override
  public void check(Inspection<TableProperties> inspection) {
    inspection.fits("table name", fullName(inspection.resource(), inspection.stack()), NAME_LIMIT);
    TableKeys.check(inspection);
    TableCapacity.check(inspection);
  }

  @Override
  public void contribute(Contribution<TableProperties> to) {
    String id = logicalId(to.name());
    to.add(
        id,
        CfnResource.of("AWS::DynamoDB::GlobalTable", table(to))
            .keepingData("RetainExceptOnCreate"));
    to.output("name", Fn.ref(id), "Name of the table " + to.name());
  }

  private static Map<String, Object> table(Contribution<TableProperties> to) {
    TableProperties table = to.properties();
    TableCapacity capacity = new TableCapacity(table.provisionedThroughput());
    Tree tree =
        new Tree()
            .with("TableName", PhysicalName.fit(fullName(to.resource(), to.stack()), NAME_LIMIT))
            .with("AttributeDefinitions", TableKeys.attributes(table))
            .with("KeySchema", TableKeys.primary(table.primaryKey()))
            .with("BillingMode", capacity.billingMode())
            .with("WriteProvisionedThroughputSettings", capacity.writes())
            .with(
                "GlobalSecondaryIndexes",
                table.secondaryIndexes().stream()
                    .map(index -> TableKeys.index(index, capacity))
                    .toList())
            .with("Replicas", List.of(replica(to, capacity)));
    if (table.streamType() != null) {
      tree.with("StreamSpecification", new Tree().with("StreamViewType", table.streamType()));
    }
    return tree.build();
  }

  private static Map<String, Object> replica(
      Contribution<TableProperties> to, TableCapacity capacity) {
    TableProperties table = to.properties();
    boolean recovery = Boolean.TRUE.equals(table.enablePointInTimeRecovery());
    return new Tree()
        .with("Region", to.stack().target().region())
        .with(
            "PointInTimeRecoverySpecification",
            new Tree().with("PointInTimeRecoveryEnabled", recovery))
        .with("ReadProvisionedThroughputSettings", capacity.reads())
        .with(
            "GlobalSecondaryIndexes",
            capacity.isProvisioned()
                ? table.secondaryIndexes().stream()
                    .map(
                        index ->
                            new Tree()
                                .with("IndexName", index.name())
                                .with("ReadProvisionedThroughputSettings", capacity.reads())
                                .build())
                    .toList()
                : null)
        // CloudFormation passes the tags of the stack on to other types, but not to replicas.
        .with("Tags", to.stack().tags().toList())
        .build();
  }
}

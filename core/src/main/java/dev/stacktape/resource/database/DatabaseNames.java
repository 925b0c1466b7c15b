package dev.stacktape.resource.database;

import dev.stacktape.name.LogicalId;
import dev.stacktape.name.PhysicalName;
import dev.stacktape.name.Target;
import java.util.Locale;

/** What the parts of a database are called. */
record DatabaseNames(String name, Target target) {
  private static final int IDENTIFIER_LIMIT = 63;
  private static final int GROUP_LIMIT = 255;

  String cluster() {
    return LogicalId.of(name, "DbCluster");
  }

  String instance() {
    return LogicalId.of(name, "DbInstance");
  }

  String member(int index) {
    return LogicalId.of(name, "DbInstance" + index);
  }

  String replica(int index) {
    return LogicalId.of(name, "Replica" + index, "DbInstance");
  }

  String securityGroup() {
    return LogicalId.of(name, "SecurityGroup");
  }

  String subnetGroup() {
    return LogicalId.of(name, "DbSubnetGroup");
  }

  String parameterGroup() {
    return LogicalId.of(name, "DbParameterGroup");
  }

  String clusterParameterGroup() {
    return LogicalId.of(name, "DbClusterParameterGroup");
  }

  String memberParameterGroup() {
    return LogicalId.of(name, "Instance", "DbParameterGroup");
  }

  String optionGroup() {
    return LogicalId.of(name, "OptionGroup");
  }

  /** The identifier before it is cut, of the cluster or of the only machine. */
  String full() {
    return String.join("-", target.stackName(), name).toLowerCase(Locale.ROOT);
  }

  String identifier() {
    return PhysicalName.fit(full(), IDENTIFIER_LIMIT);
  }

  String memberIdentifier(int index) {
    return PhysicalName.fit(full() + "-" + index, IDENTIFIER_LIMIT);
  }

  String replicaIdentifier(int index) {
    return PhysicalName.fit(full() + "-rep" + index, IDENTIFIER_LIMIT);
  }

  String subnetGroupName() {
    return PhysicalName.fit(full() + "-subnet-group", GROUP_LIMIT);
  }

  String securityGroupName() {
    return PhysicalName.fit(target.stackName() + "-" + name + "-sg", GROUP_LIMIT);
  }

  /** Existing stacks have it so, and a security group that says something else is a new one. */
  String securityGroupDescription() {
    return "Stacktape generated security group for database %s in stack %s"
        .formatted(name, target.stackName());
  }

  String description(String what) {
    return "%s %s %s".formatted(target.stackName(), name, what);
  }
}

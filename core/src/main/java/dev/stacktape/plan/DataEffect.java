package dev.stacktape.plan;

import dev.stacktape.plan.Change.Action;
import dev.stacktape.plan.Change.Data;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.DataPolicies;
import dev.stacktape.template.ResourceDiff;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the data in a resource. */
final class DataEffect {
  private final ResourceSchemas schemas;

  DataEffect(ResourceSchemas schemas) {
    this.schemas = schemas;
  }

  Data of(ResourceDiff diff, Action action) {
    CfnResource deployed = diff.deployed();
    if (deployed == null) {
      return Data.UNTOUCHED;
    }
    return switch (action) {
      case CREATE, UPDATE -> Data.UNTOUCHED;
      case DELETE -> effect(deployed, DataPolicies.whenDeleted(deployed));
      case REPLACE, MAY_REPLACE -> whenReplaced(deployed, diff.wanted());
    };
  }

  /**
   * AWS does not document whether the old or the new template's policy decides when both the policy
   * and the resource change in one update, so the one that saves less is believed.
   */
  private Data whenReplaced(CfnResource deployed, @Nullable CfnResource wanted) {
    Data before = effect(deployed, DataPolicies.whenReplaced(deployed));
    Data after = wanted == null ? before : effect(deployed, DataPolicies.whenReplaced(wanted));
    return saving(before) <= saving(after) ? before : after;
  }

  private static int saving(Data data) {
    return switch (data) {
      case LOST -> 0;
      case SNAPSHOT -> 1;
      case KEPT -> 2;
      case UNTOUCHED -> 3;
    };
  }

  private Data effect(CfnResource resource, String policy) {
    if (policy.startsWith("Retain")) {
      return Data.KEPT;
    }
    if (!holdsData(resource)) {
      return Data.UNTOUCHED;
    }
    boolean snapshot = policy.equals("Snapshot") && DataPolicies.supportsSnapshot(resource.type());
    return snapshot ? Data.SNAPSHOT : Data.LOST;
  }

  private boolean holdsData(CfnResource resource) {
    ResourceSchema schema = schemas.find(resource.type());
    return schema != null && schema.stateful() && !isDerived(resource);
  }

  /**
   * Whether all that is in it is elsewhere too: in the cluster or database that the machine belongs
   * to, or, for a secret whose text is given, in the template.
   */
  private static boolean isDerived(CfnResource resource) {
    Map<String, Object> properties = resource.properties();
    return switch (resource.type()) {
      case "AWS::RDS::DBInstance" ->
          properties.containsKey("DBClusterIdentifier")
              || properties.containsKey("SourceDBInstanceIdentifier");
      case "AWS::SecretsManager::Secret" -> properties.containsKey("SecretString");
      default -> false;
    };
  }
}

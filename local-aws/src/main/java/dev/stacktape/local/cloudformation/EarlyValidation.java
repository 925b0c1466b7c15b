package dev.stacktape.local.cloudformation;

import dev.stacktape.local.cloudformation.change.StackChanges;
import dev.stacktape.local.cloudformation.document.Trees;
import dev.stacktape.local.cloudformation.run.PropertyValidation;
import dev.stacktape.local.cloudformation.stack.ChangeSet.Violation;
import dev.stacktape.local.cloudformation.stack.ResourceChange;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What AWS looks at before a change set can be executed. Of its validations only the one of
 * properties is carried out; names that are taken are found when the resource is made.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html">Validate
 *     stack deployments</a>
 */
final class EarlyValidation {
  static final String REASON =
      "The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. To"
          + " troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure"
          + " information.";

  private EarlyValidation() {}

  static List<Violation> violations(StackChanges changes, ResourceSchemas schemas) {
    List<Violation> violations = new ArrayList<>();
    for (ResourceChange change : changes.resources()) {
      ResourceSchema schema = schemas.find(change.type());
      Map<String, Object> properties =
          change.after() == null ? null : Trees.map(change.after().get("Properties"));
      if (schema != null && properties != null) {
        for (PropertyValidation.Finding finding :
            new PropertyValidation(schema).findings(properties)) {
          violations.add(violation(change, finding));
        }
      }
    }
    return violations;
  }

  private static Violation violation(ResourceChange change, PropertyValidation.Finding finding) {
    return new Violation(
        change.logicalId(),
        change.type(),
        "/Resources/" + change.logicalId() + "/Properties" + finding.path().substring(1),
        finding.message(),
        "PROPERTY_VALIDATION");
  }
}

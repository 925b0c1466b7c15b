package dev.stacktape.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stacktape.problem.Location;
import java.util.Collection;

/**
 * A plan for programs. Keys are only ever added; what is not known is null; words are those of the
 * enums.
 */
public final class PlanJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanJson() {}

  /** The plan as one JSON document without white space; equal plans give equal bytes. */
  public static String write(Plan plan) {
    try {
      return JSON.writeValueAsString(toTree(plan));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values can always be written", e);
    }
  }

  /** The plan as a JSON tree, to be put into a larger document. */
  public static ObjectNode toTree(Plan plan) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("id", plan.id());
    tree.putObject("target")
        .put("project", plan.target().project())
        .put("stage", plan.target().stage())
        .put("region", plan.target().region())
        .put("account", plan.target().account())
        .put("stackName", plan.target().stackName());
    ObjectNode parameters = tree.putObject("parameters");
    plan.parameters().forEach(parameters::put);
    tree.put("route", plan.route().name());
    ArrayNode changes = tree.putArray("changes");
    plan.changes().forEach(change -> changes.add(change(change)));
    texts(tree.putArray("outputChanges"), plan.outputChanges());
    ArrayNode swaps = tree.putArray("swaps");
    plan.swaps().forEach(swap -> swaps.add(swap(swap)));
    ArrayNode rejections = tree.putArray("rejections");
    plan.rejections()
        .forEach(
            rejection ->
                rejections
                    .addObject()
                    .put("resource", rejection.resourceName())
                    .put("reason", rejection.reason()));
    Plan companion = plan.companion();
    tree.set("companion", companion == null ? null : toTree(companion));
    tree.put("scripts", plan.scripts());
    DeploymentMode mode = plan.mode();
    tree.put("mode", mode == null ? null : mode.kind().name());
    tree.put("modeReason", mode == null ? null : mode.why());
    return tree;
  }

  private static ObjectNode change(Change change) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("logicalId", change.logicalId());
    tree.put("type", change.type());
    tree.put("action", change.action().name());
    texts(tree.putArray("properties"), change.properties());
    tree.put("data", change.data().name());
    tree.put("severity", change.severity().name());
    tree.put("resource", change.origin().resourceName());
    Location location = change.origin().location();
    tree.put("location", location == null ? null : location.toString());
    return tree;
  }

  private static ObjectNode swap(SwapOperation swap) {
    SwapOperation.Subject subject = swap.subject();
    SwapOperation.Function function = swap instanceof SwapOperation.Function one ? one : null;
    ObjectNode tree =
        JSON.createObjectNode()
            .put("resource", subject.resourceName())
            .put("logicalId", subject.logicalId())
            .put("type", subject.type())
            .put("physicalId", subject.physicalId())
            .put("functionName", function == null ? null : subject.physicalId())
            .put("artifact", function == null ? null : function.artifact())
            .put("what", swap.what())
            .put("putsBack", swap.isRestoration())
            .put("digest", subject.digest());
    texts(tree.putArray("differing"), subject.differing());
    return tree;
  }

  private static void texts(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}

package dev.stacktape.resource.container;

import static dev.stacktape.resource.ResourceCode.EXACTLY_ONE_OF;
import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the machines of a workload exist: shares of AWS's, or some of its own. */
final class ResourceChecks {
  private static final String KEY = "resources";

  private ResourceChecks() {}

  static void check(Inspection<WorkloadProperties> inspection) {
    ContainerResources resources = inspection.properties().resources();
    if (resources.instanceTypes().isEmpty()) {
      checkShare(inspection, resources);
    } else {
      checkMachines(inspection, resources);
    }
  }

  private static void checkShare(
      Inspection<WorkloadProperties> inspection, ContainerResources resources) {
    if (resources.cpu() == null || resources.memory() == null) {
      inspection.report(
          EXACTLY_ONE_OF
              .error("`cpu` and `memory` are needed, or `instanceTypes`.")
              .hint("Write `cpu: 0.25` and `memory: 512` for the smallest."),
          KEY);
    } else if (!FargateSize.memory(resources.cpu()).contains(resources.memory())) {
      List<Integer> possible = FargateSize.memory(resources.cpu());
      inspection.report(
          VALUE_INVALID
              .error(
                  "%d MB do not go with %s processors on Fargate."
                      .formatted(resources.memory(), Tree.textOf(resources.cpu())))
              .hint(
                  "Possible are "
                      + possible.stream().map(String::valueOf).collect(Collectors.joining(", "))
                      + "."),
          KEY,
          "memory");
    }
    if (Boolean.TRUE.equals(resources.enableWarmPool())) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("A warm pool needs machines of your own.")
              .hint("Add `instanceTypes` with one kind of machine, or remove it."),
          KEY,
          "enableWarmPool");
    }
  }

  private static void checkMachines(
      Inspection<WorkloadProperties> inspection, ContainerResources resources) {
    List<String> types = resources.instanceTypes();
    for (int i = 0; i < types.size(); i++) {
      if (!MachineType.isWellFormed(types.get(i))) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is no kind of machine.".formatted(types.get(i)))
                .hint("Write it like `t3.medium`."),
            KEY,
            "instanceTypes",
            i);
        return;
      }
    }
    if (types.stream().map(MachineType::architecture).distinct().count() > 1) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("The machines have different processors, but an image is built for one.")
              .hint("Use only machines with `g` behind the number, such as t4g, or none."),
          KEY,
          "instanceTypes");
    }
    if (resources.architecture() != null) {
      inspection.report(
          PROPERTY_CONFLICT
              .error("The architecture follows from `instanceTypes`.")
              .hint("Remove `architecture`."),
          KEY,
          "architecture");
    }
    if (Boolean.TRUE.equals(resources.enableWarmPool()) && types.size() > 1) {
      inspection.report(
          PROPERTY_CONFLICT
              .error(
                  "A warm pool holds one kind of machine, but there are %d."
                      .formatted(types.size()))
              .hint("Leave one in `instanceTypes`."),
          KEY,
          "enableWarmPool");
    }
    checkMemory(inspection, resources);
  }

  private static void checkMemory(
      Inspection<WorkloadProperties> inspection, ContainerResources resources) {
    for (String type : resources.instanceTypes()) {
      Optional<Integer> there = MachineType.memory(type);
      if (resources.memory() == null && there.isEmpty()) {
        inspection.report(
            PROPERTY_NEEDS_ANOTHER
                .error("How much memory `%s` has is not known here.".formatted(type))
                .hint("Add `memory`, in MB, a little less than the machine has."),
            KEY);
        return;
      }
      if (resources.memory() != null
          && there.isPresent()
          && resources.memory() > Machines.free(there.get())) {
        inspection.report(
            VALUE_INVALID
                .error(
                    "`%s` has %d MB left for containers, but they need %d."
                        .formatted(type, Machines.free(there.get()), resources.memory()))
                .hint("Use less memory, or larger machines."),
            KEY,
            "memory");
        return;
      }
    }
  }
}

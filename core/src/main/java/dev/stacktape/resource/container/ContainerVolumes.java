package dev.stacktape.resource.container;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.filesystem.FileSystemMount;
import dev.stacktape.resource.filesystem.FileSystemProperties;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file systems that the containers of a workload see, each folder through an access point.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html">Use
 *     Amazon EFS volumes with Amazon ECS</a>
 */
final class ContainerVolumes {
  private final Contribution<WorkloadProperties> to;
  private final Set<FileSystemMount> mounts = new LinkedHashSet<>();

  private ContainerVolumes(Contribution<WorkloadProperties> to) {
    this.to = to;
  }

  static void check(Inspection<WorkloadProperties> inspection) {
    List<WorkloadContainer> containers = inspection.properties().containers();
    for (int i = 0; i < containers.size(); i++) {
      for (int j = 0; j < containers.get(i).volumeMounts().size(); j++) {
        ContainerVolume.Efs volume = (ContainerVolume.Efs) containers.get(i).volumeMounts().get(j);
        inspection.reference(
            volume.efsFilesystemName(),
            FileSystemProperties.class,
            ContainerPlace.of(
                inspection.resource(), i, "volumeMounts", j, "properties", "efsFilesystemName"));
      }
    }
  }

  /** Adds access points, and lets the workload in to the file systems. */
  static ContainerVolumes contribute(
      Contribution<WorkloadProperties> to, WorkloadNames names, Inlets inlets) {
    ContainerVolumes volumes = new ContainerVolumes(to);
    for (int i = 0; i < to.properties().containers().size(); i++) {
      Object[] origin = ContainerPlace.of(to.resource(), i, "volumeMounts");
      for (ContainerVolume volume : to.properties().containers().get(i).volumeMounts()) {
        FileSystemMount mount = volumes.mount((ContainerVolume.Efs) volume);
        if (volumes.mounts.add(mount)) {
          mount.contribute(to, origin);
        }
      }
    }
    FileSystemMount.letIn(to, volumes.mounts, names.securityGroup());
    volumes.mounts.forEach(mount -> mount.waitFor().forEach(inlets::waitFor));
    return volumes;
  }

  private FileSystemMount mount(ContainerVolume.Efs volume) {
    return new FileSystemMount(to.name(), volume.efsFilesystemName(), volume.rootDirectory());
  }

  /** What the role of the workload must be allowed. */
  static List<Statement> statements(Contribution<WorkloadProperties> to) {
    ContainerVolumes volumes = new ContainerVolumes(to);
    Set<Statement> statements = new LinkedHashSet<>();
    to.properties()
        .containers()
        .forEach(
            container ->
                container
                    .volumeMounts()
                    .forEach(
                        volume ->
                            statements.add(volumes.mount((ContainerVolume.Efs) volume).use())));
    return List.copyOf(statements);
  }

  /** The volumes of the task definition. */
  List<Map<String, Object>> volumes() {
    List<Map<String, Object>> volumes = new ArrayList<>();
    for (FileSystemMount mount : mounts) {
      volumes.add(
          new Tree()
              .with("Name", name(mount))
              .with(
                  "EFSVolumeConfiguration",
                  new Tree()
                      .with(
                          "FilesystemId", Fn.ref(FileSystemMount.fileSystemId(mount.fileSystem())))
                      .with("TransitEncryption", "ENABLED")
                      .with(
                          "AuthorizationConfig",
                          new Tree()
                              .with("AccessPointId", mount.accessPointRef())
                              .with("IAM", "ENABLED")))
              .build());
    }
    return volumes;
  }

  /** Where one container sees them. */
  List<Map<String, Object>> mountPoints(WorkloadContainer container) {
    return container.volumeMounts().stream()
        .map(ContainerVolume.Efs.class::cast)
        .map(
            volume ->
                new Tree()
                    .with("SourceVolume", name(mount(volume)))
                    .with("ContainerPath", volume.mountPath())
                    .build())
        .toList();
  }

  private static String name(FileSystemMount mount) {
    String folder = mount.folder() == null ? "" : mount.folder();
    return ("efs-" + mount.fileSystem() + "-" + folder.replaceAll("[^A-Za-z0-9_-]+", "-"))
        .replaceAll("-+", "-")
        .replaceAll("-$", "");
  }
}

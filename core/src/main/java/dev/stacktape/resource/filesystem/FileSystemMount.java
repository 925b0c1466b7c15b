package dev.stacktape.resource.filesystem;

import dev.stacktape.name.LogicalId;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Reach;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.resource.network.Ingress;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a file system as a workload sees it: through an access point of its own.
 *
 * @param workload the name of the workload
 * @param fileSystem the efs-filesystem in the config
 * @param folder null for the root
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-accesspoint.html">AWS::EFS::AccessPoint</a>
 */
public record FileSystemMount(String workload, String fileSystem, @Nullable String folder) {
  /** The port of NFS. */
  public static final int PORT = 2049;

  /** How many subnets a file system can be reached in. */
  public static final int MOUNT_TARGETS = 3;

  /**
   * Whoever mounts it works as this user and group. The root of a new file system belongs to root,
   * so nobody else could write there.
   */
  private static final String OWNER = "0";

  /** The logical id of a file system. */
  public static String fileSystemId(String fileSystem) {
    return LogicalId.of(fileSystem, "FileSystem");
  }

  /** The logical id of what lets into a file system. */
  public static String securityGroupId(String fileSystem) {
    return LogicalId.of(fileSystem, "SecurityGroup");
  }

  /** The logical id of where a file system can be reached in a subnet. */
  public static String mountTargetId(String fileSystem, int subnet) {
    return LogicalId.of(fileSystem, "Subnet" + subnet, "MountTarget");
  }

  /** One folder is one access point, however it is written; EFS takes no slash at the end. */
  public FileSystemMount {
    String path = folder == null ? "" : folder.replaceFirst("/+$", "");
    folder = path.isEmpty() ? null : path;
  }

  private String root() {
    return folder == null ? "" : folder;
  }

  private String accessPointId() {
    return LogicalId.of(workload, fileSystem, root(), "AccessPoint");
  }

  /** What the workload mounts, a template value. */
  public Object accessPointArn() {
    return Fn.getAtt(accessPointId(), "Arn");
  }

  /** The id of what the workload mounts, a template value. */
  public Object accessPointRef() {
    return Fn.ref(accessPointId());
  }

  /** Adds the access point; the folder is made when it is not there. */
  public void contribute(Contribution<?> to, Object... origin) {
    Tree directory = new Tree().with("Path", root().isEmpty() ? "/" : root());
    if (!root().isEmpty()) {
      directory.with(
          "CreationInfo",
          new Tree().with("OwnerUid", OWNER).with("OwnerGid", OWNER).with("Permissions", "0755"));
    }
    to.add(
        accessPointId(),
        CfnResource.of(
            "AWS::EFS::AccessPoint",
            new Tree()
                .with("FileSystemId", Fn.ref(fileSystemId(fileSystem)))
                .with("PosixUser", new Tree().with("Uid", OWNER).with("Gid", OWNER))
                .with("RootDirectory", directory)
                .with("AccessPointTags", to.stack().tags().toList())
                .build()),
        origin);
  }

  /** Opens the file systems of some mounts for the workload, each once. */
  public static void letIn(
      Contribution<?> to,
      Collection<FileSystemMount> mounts,
      Object securityGroupId,
      Object... origin) {
    mounts.stream()
        .map(FileSystemMount::fileSystem)
        .distinct()
        .forEach(
            fileSystem ->
                to.add(
                    ingressId(to.name(), fileSystem),
                    Ingress.rule(
                        to.name(),
                        new Reach.Door(Fn.getAtt(securityGroupId(fileSystem), "GroupId"), PORT),
                        securityGroupId),
                    origin));
  }

  private static String ingressId(String workload, String fileSystem) {
    return LogicalId.of(workload, fileSystem, "SecurityGroupIngress");
  }

  /** Logical ids of what must be there before the workload can mount it. */
  public List<String> waitFor() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < MOUNT_TARGETS; i++) {
      ids.add(mountTargetId(fileSystem, i));
    }
    ids.add(ingressId(workload, fileSystem));
    return ids;
  }

  /** Reading and writing through the access point. */
  public Statement use() {
    return new Statement(
        null,
        "Allow",
        List.of(
            "elasticfilesystem:ClientMount",
            "elasticfilesystem:ClientRootAccess",
            "elasticfilesystem:ClientWrite"),
        List.of(Fn.getAtt(fileSystemId(fileSystem), "Arn")),
        Map.of("StringEquals", Map.of("elasticfilesystem:AccessPointArn", accessPointArn())));
  }
}

package dev.stacktape.resource.filesystem;

import dev.stacktape.name.PhysicalName;
import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.NetworkNeed;
import dev.stacktape.resource.Params;
import dev.stacktape.resource.Resource;
import dev.stacktape.resource.ResourceType;
import dev.stacktape.resource.StackView;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.network.StackNetwork;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code efs-filesystem}: a file system that functions and containers mount, see {@link
 * FileSystemMount}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-filesystem.html">AWS::EFS::FileSystem</a>
 */
public final class FileSystemType implements ResourceType<FileSystemProperties> {
  private static final int NAME_LIMIT = 255;

  @Override
  public String word() {
    return "efs-filesystem";
  }

  @Override
  public Class<FileSystemProperties> propertiesType() {
    return FileSystemProperties.class;
  }

  @Override
  public NetworkNeed network(Resource<FileSystemProperties> fileSystem) {
    return NetworkNeed.PUBLIC_SUBNETS;
  }

  @Override
  public Params params(Resource<FileSystemProperties> fileSystem, StackView stack) {
    return Params.none()
        .with("arn", Fn.getAtt(FileSystemMount.fileSystemId(fileSystem.name()), "Arn"))
        .with("id", Fn.ref(FileSystemMount.fileSystemId(fileSystem.name())));
  }

  @Override
  public void contribute(Contribution<FileSystemProperties> to) {
    StackNetwork network = StackNetwork.of(to.stack());
    network.contribute(to);
    to.add(FileSystemMount.fileSystemId(to.name()), fileSystem(to));
    String fullName = to.stack().target().stackName() + "-" + to.name();
    to.add(
        FileSystemMount.securityGroupId(to.name()),
        CfnResource.of(
            "AWS::EC2::SecurityGroup",
            new Tree()
                .with("GroupName", PhysicalName.fit(fullName + "-efs-sg", NAME_LIMIT))
                .with("GroupDescription", "File system " + fullName)
                .with("VpcId", network.vpcId())
                .with("Tags", to.stack().tags().toList())
                .build()));
    List<Object> subnets = network.subnets(NetworkNeed.PUBLIC_SUBNETS);
    for (int i = 0; i < subnets.size(); i++) {
      to.add(
          FileSystemMount.mountTargetId(to.name(), i),
          CfnResource.of(
              "AWS::EFS::MountTarget",
              new Tree()
                  .with("FileSystemId", Fn.ref(FileSystemMount.fileSystemId(to.name())))
                  .with("SubnetId", subnets.get(i))
                  .with(
                      "SecurityGroups",
                      List.of(Fn.getAtt(FileSystemMount.securityGroupId(to.name()), "GroupId")))
                  .build()));
    }
    to.output(
        "id",
        Fn.ref(FileSystemMount.fileSystemId(to.name())),
        "Id of the file system " + to.name());
  }

  private static CfnResource fileSystem(Contribution<FileSystemProperties> to) {
    FileSystemProperties properties = to.properties();
    ThroughputMode mode = properties.throughputMode();
    boolean provisioned = mode == ThroughputMode.PROVISIONED;
    List<Object> tags = new ArrayList<>();
    tags.add(
        new Tree()
            .with("Key", "Name")
            .with("Value", to.stack().target().stackName() + "-" + to.name())
            .build());
    tags.addAll(to.stack().tags().toList());
    return CfnResource.of(
            "AWS::EFS::FileSystem",
            new Tree()
                .with("Encrypted", true)
                .with("ThroughputMode", mode == null ? ThroughputMode.ELASTIC : mode)
                .with(
                    "ProvisionedThroughputInMibps",
                    provisioned ? properties.provisionedThroughputInMibps() : null)
                .with(
                    "BackupPolicy",
                    new Tree()
                        .with(
                            "Status",
                            Boolean.TRUE.equals(properties.backupEnabled())
                                ? "ENABLED"
                                : "DISABLED"))
                .with("FileSystemTags", tags)
                .build())
        .keepingData("RetainExceptOnCreate");
  }
}

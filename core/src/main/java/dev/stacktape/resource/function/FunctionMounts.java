package dev.stacktape.resource.function;

import static dev.stacktape.resource.ResourceCode.PROPERTY_CONFLICT;
import static dev.stacktape.resource.ResourceCode.PROPERTY_NEEDS_ANOTHER;
import static dev.stacktape.resource.ResourceCode.VALUE_INVALID;

import dev.stacktape.resource.Contribution;
import dev.stacktape.resource.Inspection;
import dev.stacktape.resource.Tree;
import dev.stacktape.resource.filesystem.FileSystemMount;
import dev.stacktape.resource.filesystem.FileSystemProperties;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * File systems that a function sees.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html">Configuring
 *     file system access</a>
 */
final class FunctionMounts {
  private static final Pattern PATH = Pattern.compile("/mnt/[a-zA-Z0-9-_.]+");

  private FunctionMounts() {}

  static void check(Inspection<FunctionProperties> inspection) {
    List<VolumeMount> mounts = inspection.properties().volumeMounts();
    if (!mounts.isEmpty() && !FunctionNetwork.isJoined(inspection.properties())) {
      inspection.report(
          PROPERTY_NEEDS_ANOTHER
              .error("File systems are reached from inside the stack's network only.")
              .hint("Add `joinDefaultVpc: true`."),
          "volumeMounts");
    }
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      String path = path(mounts.get(i));
      if (!PATH.matcher(path).matches()) {
        inspection.report(
            VALUE_INVALID
                .error("`%s` is not a place where Lambda shows a file system.".formatted(path))
                .hint("Write `/mnt/` and one name behind it, such as /mnt/data."),
            "volumeMounts",
            i,
            "properties",
            "mountPath");
      } else if (!taken.add(path)) {
        inspection.report(
            PROPERTY_CONFLICT.error("Two file systems would be shown at `%s`.".formatted(path)),
            "volumeMounts",
            i,
            "properties",
            "mountPath");
      }
      if (mounts.get(i) instanceof VolumeMount.Efs efs) {
        var unused =
            inspection.reference(
                efs.efsFilesystemName(),
                FileSystemProperties.class,
                "volumeMounts",
                i,
                "properties",
                "efsFilesystemName");
      }
    }
  }

  private static String path(VolumeMount mount) {
    return mount instanceof VolumeMount.Efs efs
        ? efs.mountPath()
        : ((VolumeMount.S3Files) mount).mountPath();
  }

  private static FileSystemMount mount(VolumeMount.Efs efs, String function) {
    return new FileSystemMount(function, efs.efsFilesystemName(), efs.rootDirectory());
  }

  private static Set<FileSystemMount> efsMounts(FunctionProperties function, String name) {
    Set<FileSystemMount> mounts = new LinkedHashSet<>();
    for (VolumeMount mount : function.volumeMounts()) {
      if (mount instanceof VolumeMount.Efs efs) {
        mounts.add(mount(efs, name));
      }
    }
    return mounts;
  }

  static List<Map<String, Object>> configuration(Contribution<FunctionProperties> to) {
    List<Map<String, Object>> configs = new ArrayList<>();
    for (VolumeMount mount : to.properties().volumeMounts()) {
      Object arn =
          mount instanceof VolumeMount.Efs efs
              ? mount(efs, to.name()).accessPointArn()
              : ((VolumeMount.S3Files) mount).accessPointArn();
      configs.add(new Tree().with("Arn", arn).with("LocalMountPath", path(mount)).build());
    }
    return configs;
  }

  /** Adds access points, and lets the function through to the file systems. */
  static void contribute(Contribution<FunctionProperties> to, FunctionNames names) {
    efsMounts(to.properties(), to.name()).forEach(mount -> mount.contribute(to, "volumeMounts"));
    FileSystemMount.letIn(
        to,
        efsMounts(to.properties(), to.name()),
        FunctionNetwork.securityGroup(names),
        "volumeMounts");
  }

  /** The function after the file systems can be reached; Lambda tries it. */
  static CfnResource afterFileSystems(CfnResource function, Contribution<FunctionProperties> to) {
    CfnResource waiting = function;
    for (FileSystemMount mount : efsMounts(to.properties(), to.name())) {
      for (String id : mount.waitFor()) {
        waiting = waiting.dependsOn(id);
      }
    }
    return waiting;
  }

  static List<Statement> statements(FunctionProperties function, String name) {
    List<Statement> statements = new ArrayList<>();
    efsMounts(function, name).forEach(mount -> statements.add(mount.use()));
    for (VolumeMount mount : function.volumeMounts()) {
      if (mount instanceof VolumeMount.S3Files files) {
        // The access point belongs to a file system, and permissions are given on that.
        statements.add(
            new Statement(
                null,
                "Allow",
                List.of("s3files:ClientMount", "s3files:ClientWrite"),
                List.of(fileSystemOf(files.accessPointArn())),
                Map.of("StringEquals", Map.of("s3files:AccessPointArn", files.accessPointArn()))));
      }
    }
    return statements;
  }

  /** {@code arn:aws:s3files:...:file-system/fs-1/access-point/fsap-1} up to the second slash. */
  private static Object fileSystemOf(Object accessPointArn) {
    return Fn.join("/", List.of(part(accessPointArn, 0), part(accessPointArn, 1)));
  }

  private static Map<String, Object> part(Object arn, int index) {
    return Map.of("Fn::Select", List.of(index, Map.of("Fn::Split", List.of("/", arn))));
  }
}

package dev.stacktape.resource.function;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TextOrMap;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import org.jspecify.annotations.Nullable;

@Doc("A file system that a function sees.")
@Union
public sealed interface VolumeMount {

  @Doc("An EFS file system of this config.")
  @TypeName("efs")
  record Efs(
      @Doc("The efs-filesystem in this config.") String efsFilesystemName,
      @Doc(value = "The folder of the file system that is shown.", defaultValue = "/")
          @Nullable String rootDirectory,
      @Doc(value = "Where the function sees it; below /mnt/.", example = "/mnt/data")
          String mountPath)
      implements VolumeMount {}

  @Doc("A bucket shown as a file system.")
  @TypeName("s3files")
  record S3Files(
      @Doc("ARN of the access point, as text or as an intrinsic function of CloudFormation.")
          @TextOrMap
          Object accessPointArn,
      @Doc(value = "Where the function sees it; below /mnt/.", example = "/mnt/data")
          String mountPath)
      implements VolumeMount {}
}

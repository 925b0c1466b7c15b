package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;
import dev.stacktape.config.Union;
import org.jspecify.annotations.Nullable;

@Doc("A file system that a container sees.")
@Union
public sealed interface ContainerVolume {

  @Doc("An EFS file system of this config.")
  @TypeName("efs")
  record Efs(
      @Doc(value = "The efs-filesystem in this config.", example = "uploads")
          String efsFilesystemName,
      @Doc(value = "The folder of the file system that is shown.", defaultValue = "/")
          @Nullable String rootDirectory,
      @Doc(value = "Where the container sees it.", example = "/data") String mountPath)
      implements ContainerVolume {}
}

package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import org.jspecify.annotations.Nullable;

@Doc("Lets a MongoDB cluster grow with its use.")
public record AtlasScaling(
    @Doc(value = "The smallest size of machines.", example = "M10")
        @Nullable ScalingTier minClusterTier,
    @Doc(value = "The largest size of machines.", example = "M40")
        @Nullable ScalingTier maxClusterTier,
    @Doc(value = "Keeps the disk at its size.", defaultValue = "false")
        @Nullable Boolean disableDiskScaling,
    @Doc(value = "Never makes the machines smaller.", defaultValue = "false")
        @Nullable Boolean disableScaleDown) {}

package dev.stacktape.resource.container;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import dev.stacktape.resource.function.Architecture;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("What containers can use: a share of AWS's machines, or machines of your own.")
public record ContainerResources(
    @Doc(value = "Virtual processors; goes with `memory`.", example = "0.5") @Nullable Cpu cpu,
    @Doc(value = "Memory in MB; which amounts are possible depends on `cpu`.", example = "1024")
        @Range(min = 1)
        @Nullable Integer memory,
    @Doc(
            value = "Kinds of EC2 machines to run on instead; all of one architecture.",
            example = "[t3.medium]")
        List<String> instanceTypes,
    @Doc(
            value = "Keeps stopped machines ready; needs exactly one kind of machine.",
            defaultValue = "false")
        @Nullable Boolean enableWarmPool,
    @Doc(
            value =
                "The processor that the code is built for; that of the machines where `instanceTypes` is given.",
            defaultValue = "x86_64")
        @Nullable Architecture architecture) {}

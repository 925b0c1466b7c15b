package dev.stacktape.resource.search;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("The machines of an OpenSearch domain.")
public record SearchCluster(
    @Doc(value = "The kind of machine that holds data.", example = "m6g.large.search")
        String instanceType,
    @Doc(value = "How many of them there are.", example = "2") @Range(min = 1)
        Integer instanceCount,
    @Doc(value = "The kind of machine that only leads the others.", example = "m6g.large.search")
        @Nullable String dedicatedMasterType,
    @Doc(value = "How many of those there are: 3, 5 or 7.", example = "3") @Range(min = 1)
        @Nullable Integer dedicatedMasterCount,
    @Doc(
            value = "The kind of machine for data that is seldom asked for.",
            example = "ultrawarm1.medium.search")
        @Nullable String warmType,
    @Doc(value = "How many of those there are.", example = "2") @Range(min = 1)
        @Nullable Integer warmCount,
    @Doc(value = "Keeps all machines in one data centre.", defaultValue = "false")
        @Nullable Boolean multiAzDisabled,
    @Doc(value = "Keeps machines in one data centre ready to take over.", defaultValue = "false")
        @Nullable Boolean standbyEnabled) {}

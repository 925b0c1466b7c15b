package dev.stacktape.config;

import org.jspecify.annotations.Nullable;

/**
 * What an entry of {@code cloudformationResources} may have. The values are CloudFormation's and
 * are checked with the template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html">Resources</a>
 */
record CloudFormationResource(
    @Key("Type") @Doc(value = "The type.", example = "AWS::SNS::Topic") String type,
    @Key("Properties") Node.@Nullable Mapping properties,
    @Key("DependsOn") @Nullable Node dependsOn,
    @Key("Condition") @Nullable Node condition,
    @Key("Metadata") Node.@Nullable Mapping metadata,
    @Key("CreationPolicy") Node.@Nullable Mapping creationPolicy,
    @Key("UpdatePolicy") Node.@Nullable Mapping updatePolicy,
    @Key("DeletionPolicy") @Nullable Node deletionPolicy,
    @Key("UpdateReplacePolicy") @Nullable Node updateReplacePolicy) {}

package dev.stacktape.config;

import org.jspecify.annotations.Nullable;

/**
 * What an entry of {@code cloudformationResources} may have. The values are CloudFormation's and
 * are checked with the template.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html">Resources</a>
 */
@Doc("A CloudFormation resource as it stands in a template.")
record CloudFormationResource(
    @Key("Type") @Doc(value = "The type.", example = "AWS::SNS::Topic") String type,
    @Key("Properties") @Doc("What AWS lets one say about it.") Node.@Nullable Mapping properties,
    @Key("DependsOn") @Doc("Logical ids of what has to be there first.") @Nullable Node dependsOn,
    @Key("Condition") @Doc("The condition on which it is made.") @Nullable Node condition,
    @Key("Metadata") @Doc("Notes that CloudFormation keeps.") Node.@Nullable Mapping metadata,
    @Key("CreationPolicy") @Doc("When it counts as made.") Node.@Nullable Mapping creationPolicy,
    @Key("UpdatePolicy") @Doc("How changes of it are carried out.")
        Node.@Nullable Mapping updatePolicy,
    @Key("DeletionPolicy") @Doc("What becomes of it when it leaves the stack.")
        @Nullable Node deletionPolicy,
    @Key("UpdateReplacePolicy") @Doc("What becomes of the old one when it is replaced.")
        @Nullable Node updateReplacePolicy) {}

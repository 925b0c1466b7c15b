package dev.stacktape.resource.auth;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Range;
import org.jspecify.annotations.Nullable;

@Doc("Something that is known of a user.")
public record UserAttribute(
    @Doc(value = "The name.", example = "loyaltyNumber") @Nullable String name,
    @Doc(value = "What it is: String, Number, DateTime or Boolean.", example = "String")
        @Nullable String attributeDataType,
    @Doc("Hides it from users.") @Nullable Boolean developerOnlyAttribute,
    @Doc("Whether it can be changed.") @Nullable Boolean mutable,
    @Doc("Whether a user must have it.") @Nullable Boolean required,
    @Doc("The largest number.") @Nullable Double numberMaxValue,
    @Doc("The smallest number.") @Nullable Double numberMinValue,
    @Doc("The most characters.") @Range(min = 0, max = 2048) @Nullable Integer stringMaxLength,
    @Doc("The fewest characters.") @Range(min = 0, max = 2048) @Nullable Integer stringMinLength) {}

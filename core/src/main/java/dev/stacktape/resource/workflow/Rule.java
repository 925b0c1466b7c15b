package dev.stacktape.resource.workflow;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Key;
import dev.stacktape.config.OtherKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc(
    "A comparison of a choice; comparisons of the language that are not listed here may be written too.")
public record Rule(
    @Doc(value = "What is compared, as a JSON path.", example = "$.total") @Key("Variable")
        @Nullable String variable,
    @Doc(value = "The next state where it holds; only in rules at the top.", example = "Approve")
        @Key("Next")
        @Nullable String next,
    @Doc("Holds where all of these do.") @Key("And") List<Rule> and,
    @Doc("Holds where one of these does.") @Key("Or") List<Rule> or,
    @Doc("Holds where this does not.") @Key("Not") @Nullable Rule not,
    @Doc("Whether the variable is this.") @Key("BooleanEquals") @Nullable Boolean booleanEquals,
    @Doc("The number that the variable must be.") @Key("NumericEquals")
        @Nullable Double numericEquals,
    @Doc(value = "The variable must be greater than this.", example = "100")
        @Key("NumericGreaterThan")
        @Nullable Double numericGreaterThan,
    @Doc("The variable must be this or greater.") @Key("NumericGreaterThanEquals")
        @Nullable Double numericGreaterThanEquals,
    @Doc("The variable must be less than this.") @Key("NumericLessThan")
        @Nullable Double numericLessThan,
    @Doc("The variable must be this or less.") @Key("NumericLessThanEquals")
        @Nullable Double numericLessThanEquals,
    @Doc(value = "The text that the variable must be.", example = "paid") @Key("StringEquals")
        @Nullable String stringEquals,
    @Doc("The variable must come after this text.") @Key("StringGreaterThan")
        @Nullable String stringGreaterThan,
    @Doc("The variable must be this text or come after it.") @Key("StringGreaterThanEquals")
        @Nullable String stringGreaterThanEquals,
    @Doc("The variable must come before this text.") @Key("StringLessThan")
        @Nullable String stringLessThan,
    @Doc("The variable must be this text or come before it.") @Key("StringLessThanEquals")
        @Nullable String stringLessThanEquals,
    @Doc("The moment that the variable must be.") @Key("TimestampEquals")
        @Nullable String timestampEquals,
    @Doc("The variable must be after this moment.") @Key("TimestampGreaterThan")
        @Nullable String timestampGreaterThan,
    @Doc("The variable must be this moment or after it.") @Key("TimestampGreaterThanEquals")
        @Nullable String timestampGreaterThanEquals,
    @Doc("The variable must be before this moment.") @Key("TimestampLessThan")
        @Nullable String timestampLessThan,
    @Doc("The variable must be this moment or before it.") @Key("TimestampLessThanEquals")
        @Nullable String timestampLessThanEquals,
    @Doc("Further comparisons, such as IsPresent.") @OtherKeys Map<String, Object> others) {}

package dev.stacktape.config;

/** A directive that a config defines for itself. */
@Doc("A directive of your own.")
public record DirectiveDefinition(
    @Doc(value = "The name, without the dollar sign.", example = "appVersion") String name,
    @Doc(
            value = "The program, or the class in Java, and after a colon the function in it.",
            example = "directives.ts:appVersion")
        String filePath) {}

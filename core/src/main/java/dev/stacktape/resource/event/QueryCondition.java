package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import java.util.List;

@Doc("A query parameter of a request and the values that match.")
public record QueryCondition(
    @Doc("The query parameter.") String paramName,
    @Doc("Values of which one must match.") @Required List<String> values) {}

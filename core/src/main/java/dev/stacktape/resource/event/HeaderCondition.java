package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import java.util.List;

@Doc("A header of a request and the values that match.")
public record HeaderCondition(
    @Doc("The header.") String headerName,
    @Doc("Values of which one must match.") @Required List<String> values) {}

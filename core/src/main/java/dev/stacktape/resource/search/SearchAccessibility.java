package dev.stacktape.resource.search;

import dev.stacktape.config.Doc;

@Doc("From where an OpenSearch domain can be reached.")
public record SearchAccessibility(
    @Doc(
            value = "Who may connect; changing between internet and network needs a new domain.",
            defaultValue = "internet")
        SearchReach accessibilityMode) {}

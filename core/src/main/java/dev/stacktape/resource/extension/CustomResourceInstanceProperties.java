package dev.stacktape.resource.extension;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Required;
import java.util.Map;

@Doc("A resource of a kind of your own.")
public record CustomResourceInstanceProperties(
    @Doc(value = "The custom-resource-definition in this config.", example = "mailbox")
        String definitionName,
    @Doc(value = "What its function receives.", example = "{address: orders}") @Required
        Map<String, Object> resourceProperties) {}

package dev.stacktape.resource.network;

import dev.stacktape.config.Doc;

@Doc("An answer that a firewall can give.")
public record ResponseBody(
    @Doc(value = "What it is.", example = "TEXT_PLAIN") String contentType,
    @Doc(value = "The answer.", example = "Not today") String content) {}

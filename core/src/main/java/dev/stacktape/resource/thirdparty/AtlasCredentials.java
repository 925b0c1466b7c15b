package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;

@Doc("A user who may do everything in a MongoDB cluster.")
public record AtlasCredentials(
    @Doc(value = "The name.", example = "admin") String userName,
    @Doc(value = "The password; keep it in a secret.", example = "$Secret('mongo.password')")
        String password) {}

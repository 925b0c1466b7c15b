package dev.stacktape.resource;

import org.jspecify.annotations.Nullable;

/**
 * What makes the files of a resource, before each deployment.
 *
 * @param commandLine for the shell
 * @param folder relative to the config; null for that of the config
 */
public record BuildCommand(String commandLine, @Nullable String folder) {}

package dev.stacktape.plan;

/**
 * Why a resource cannot be hot-swapped.
 *
 * @param resourceName the resource in the config, or the logical id where there is none
 * @param reason a sentence
 */
public record SwapRejection(String resourceName, String reason) {}

package dev.stacktape.template;

import org.jspecify.annotations.Nullable;

/**
 * What AWS says of one property.
 *
 * @param required whether the resource cannot be without it
 * @param replacement what a change of it, or of anything in it, means for the resource
 * @param deprecated whether AWS advises against it
 * @param defaultValue what holds when it is left out, as AWS documents it (not always a value)
 * @param scrutiny why a change deserves a second look, such as {@code InlineResourcePolicy}; null
 *     where nothing speaks for it
 */
public record PropertySchema(
    PropertyType type,
    boolean required,
    Replacement replacement,
    boolean deprecated,
    @Nullable String defaultValue,
    @Nullable String scrutiny) {}

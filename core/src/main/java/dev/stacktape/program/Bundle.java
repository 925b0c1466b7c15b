package dev.stacktape.program;

import java.nio.file.Path;

/**
 * A program in one text.
 *
 * @param entry the user's file that it starts with
 * @param code assigns what the entry exports to {@code __program}
 * @param map leads from places in the code to places in the user's files
 */
record Bundle(Path entry, String code, SourceMap map) {}

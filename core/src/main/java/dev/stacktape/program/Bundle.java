package dev.stacktape.program;

import java.nio.file.Path;

/**
 * A program in one text.
 *
 * @param entry the user's file that it starts with
 * @param locals one line that has to stand before the code: what its files are called
 * @param code assigns what the entry exports to {@code __program}
 * @param map leads from places in the code to places in the user's files
 */
record Bundle(Path entry, String locals, String code, SourceMap map) {}

package dev.stacktape.artifact.javascript;

import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Survey;
import java.util.List;

/**
 * What a program in JavaScript consists of. For an image the two lists are layers: packages change
 * less often than the bundle.
 *
 * @param mainFile the bundle's path, {@code index.mjs} or {@code index.js}
 * @param bundle the bundle, its source map, and files that the config includes
 * @param packages what lies in {@code node_modules} because it cannot be bundled
 */
public record JavaScriptProgram(
    String mainFile, List<Part> bundle, List<Part> packages, Survey survey) {}

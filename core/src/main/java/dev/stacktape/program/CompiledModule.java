package dev.stacktape.program;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a module of the project was compiled to.
 *
 * @param classes the folder of its classes and resources; may not exist yet
 * @param libraries jars and folders that its classes need, in order; asked for only when one of
 *     them is loaded, and may report problems
 */
public record CompiledModule(Path classes, Supplier<List<Path>> libraries) {}

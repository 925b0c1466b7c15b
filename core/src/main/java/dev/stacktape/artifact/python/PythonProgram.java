package dev.stacktape.artifact.python;

import dev.stacktape.artifact.Part;
import dev.stacktape.artifact.Survey;
import java.util.List;

/**
 * What a program in Python consists of. For an image the two lists are layers: dependencies change
 * less often than the files of the user. Both go into one folder, which must be on Python's path.
 */
public record PythonProgram(List<Part> files, List<Part> packages, Survey survey) {}

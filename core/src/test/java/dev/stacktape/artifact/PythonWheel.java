package dev.stacktape.artifact;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A wheel made by hand, so that dependencies can be installed without a network. */
final class PythonWheel {
  private PythonWheel() {}

  /** Writes {@code name-version-py3-none-tag.whl} with one module; {@code needs} may be empty. */
  static Path write(Path folder, String name, String version, String tag, String needs) {
    String info = name + "-" + version + ".dist-info/";
    Map<String, String> files = new TreeMap<>();
    files.put(name + "/__init__.py", "VERSION = '" + version + "'\n");
    files.put(
        info + "METADATA",
        "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s"
            .formatted(name, version, needs.isEmpty() ? "" : "Requires-Dist: " + needs + "\n"));
    files.put(
        info + "WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-" + tag + "\n");
    files.put(info + "entry_points.txt", "[console_scripts]\n" + name + " = " + name + ":run\n");
    files.put(
        info + "RECORD",
        name
            + "/__init__.py,,\n"
            + info
            + "METADATA,,\n"
            + info
            + "WHEEL,,\n"
            + info
            + "RECORD,,\n");
    return JavaProject.jar(
        folder.resolve("%s-%s-py3-none-%s.whl".formatted(name, version, tag)), files);
  }
}

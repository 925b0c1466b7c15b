package dev.stacktape.maven;

import dev.stacktape.Stacktape;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Schema of the config, with which editors complete, explain and check it, and
 * beside it {@code stacktape.d.ts}, the types for configs in TypeScript.
 */
@Mojo(name = "schema", requiresProject = false, threadSafe = true)
public final class SchemaMojo extends AbstractMojo {

  /** The file to write. Default: {@code target/stacktape/stacktape.schema.json}. */
  @Parameter(property = "stacktape.outFile")
  private @Nullable File outFile;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Override
  public void execute() {
    Path file =
        outFile != null
            ? outFile.toPath()
            : Path.of(session.getExecutionRootDirectory())
                .resolve("target/stacktape/stacktape.schema.json");
    OutputFile.write(file, Stacktape.configSchema());
    getLog().info("The JSON Schema of the config is in " + file);
    Path types = file.resolveSibling("stacktape.d.ts");
    OutputFile.write(types, Stacktape.typeDeclarations());
    getLog().info("The types for configs in TypeScript are in " + types);
    getLog()
        .info("Editors use the schema with a first line `# yaml-language-server: $schema=<path>`.");
  }
}

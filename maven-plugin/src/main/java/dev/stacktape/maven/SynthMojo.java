package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.TemplateText;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the CloudFormation template that the config becomes, checked against AWS's resource
 * schemas. Needs no AWS and no network.
 */
@Mojo(name = "synth", requiresProject = false, threadSafe = true)
public final class SynthMojo extends StackMojo {

  /**
   * The file to write; JSON when its name ends in {@code .json}, YAML otherwise. Default: {@code
   * target/stacktape/<stack>/template.yml}.
   */
  @Parameter(property = "stacktape.outFile")
  private @Nullable File outFile;

  @Override
  boolean talksToAws() {
    return false;
  }

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Synthesis synthesis = stacktape.synthesize(request, console);
    Path file =
        outFile != null
            ? outFile.toPath()
            : request
                .outputDirectory()
                .resolve(synthesis.target().stackName())
                .resolve("template.yml");
    boolean json = file.toString().endsWith(".json");
    OutputFile.write(
        file,
        json
            ? TemplateText.toJson(synthesis.template())
            : TemplateText.toYaml(synthesis.template()));
    console.say(
        synthesis.template().resources().size()
            + " CloudFormation resources in "
            + console.relative(file));
  }
}

package dev.stacktape.maven;

import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.stack.Synthesis;
import dev.stacktape.template.Template;
import dev.stacktape.template.TemplateText;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the CloudFormation template that the config becomes, checked against AWS's resource
 * schemas. What has to be in us-east-1 while the stack is elsewhere goes into a second file beside
 * it, whose name ends in {@code -companion}. Needs no AWS and no network.
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
    write(synthesis.template(), file, console);
    if (synthesis.companion() != null) {
      write(synthesis.companion().template(), companion(file), console);
    }
  }

  private static Path companion(Path file) {
    String name = file.getFileName().toString();
    int end = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    return file.resolveSibling(name.substring(0, end) + "-companion" + name.substring(end));
  }

  private static void write(Template template, Path file, Console console) {
    boolean json = file.toString().endsWith(".json");
    OutputFile.write(file, json ? TemplateText.toJson(template) : TemplateText.toYaml(template));
    console.say(
        template.resources().size() + " CloudFormation resources in " + console.relative(file));
  }
}

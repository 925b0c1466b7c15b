package dev.stacktape.maven;

import dev.stacktape.RunningStack;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.operate.outputs.StackValues;
import dev.stacktape.operate.outputs.StackValuesText;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows the outputs of the stack and what can be referred to of its resources, for programs as
 * well. Secrets are never among them.
 */
@Mojo(name = "outputs", requiresProject = false, threadSafe = true)
public final class OutputsMojo extends StackMojo {

  /** {@code text} for people, {@code json}, {@code env} or {@code properties}. */
  @Parameter(property = "stacktape.format", defaultValue = "text")
  private String format = "text";

  /** The file to write. Default: the console. */
  @Parameter(property = "stacktape.outFile")
  private @Nullable File outFile;

  @Override
  void run(Stacktape stacktape, StackRequest request, Console console) {
    Form form = Choice.format(Form.class, format);
    try (RunningStack stack = stacktape.running(request, console, console.cancellation())) {
      String text = form.write(stack.outputs());
      if (outFile != null) {
        OutputFile.write(outFile.toPath(), text.endsWith("\n") ? text : text + "\n");
        console.say("The outputs are in " + console.relative(outFile.toPath()) + ".");
      } else if (form == Form.TEXT) {
        console.say(text);
      } else {
        console.print(text.stripTrailing());
      }
    }
  }

  private enum Form {
    TEXT,
    JSON,
    ENV,
    PROPERTIES;

    String write(StackValues values) {
      return switch (this) {
        case TEXT -> StackValuesText.plain(values);
        case JSON -> StackValuesText.json(values);
        case ENV -> StackValuesText.env(values);
        case PROPERTIES -> StackValuesText.properties(values);
      };
    }
  }
}

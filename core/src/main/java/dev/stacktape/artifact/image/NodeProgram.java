package dev.stacktape.artifact.image;

import dev.stacktape.artifact.ImageSpec.Program;
import dev.stacktape.artifact.ImageSpec.SourceImage;
import dev.stacktape.artifact.javascript.JavaScriptPackager;
import dev.stacktape.artifact.javascript.JavaScriptProgram;
import dev.stacktape.artifact.javascript.JavaScriptSource;
import dev.stacktape.artifact.javascript.JavaScriptSource.Platform;
import dev.stacktape.problem.Problems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program in JavaScript or TypeScript: packages that cannot be bundled, then the bundle, on
 * Debian's Node.js.
 */
record NodeProgram(SourceImage spec, Program.JavaScript program, JavaScriptPackager packager)
    implements SourceRecipe.Planning {

  @Override
  public ImagePlan plan(Problems problems) throws IOException {
    Optional<JavaScriptProgram> packed =
        packager.pack(
            new JavaScriptSource(
                spec.entryFile(),
                null,
                "nodejs" + program.nodeVersion() + ".x",
                new Platform(spec.architecture(), "glibc"),
                program.options(),
                spec.files()),
            problems);
    packed.ifPresent(found -> ForeignLibraries.check(spec, found.survey(), problems));
    return new ImagePlan(
        "public.ecr.aws/docker/library/node:" + program.nodeVersion() + "-slim",
        packed.map(NodeProgram::layers).orElse(List.of()),
        entrypoint(packed.map(JavaScriptProgram::mainFile).orElse("")),
        Map.of("HOME", ImagePlan.HOME, "NODE_ENV", "production"),
        spec.architecture());
  }

  private static List<ImageLayer> layers(JavaScriptProgram packed) {
    return List.of(
        new ImageLayer("packages", ImageFile.of(ImagePlan.HOME, packed.packages()), false),
        new ImageLayer("program", ImageFile.of(ImagePlan.HOME, packed.bundle()), false));
  }

  private List<String> entrypoint(String mainFile) {
    List<String> words = new ArrayList<>(List.of("node"));
    if (program.options().sourceMaps()) {
      words.add("--enable-source-maps");
    }
    words.add(ImagePlan.HOME + "/" + mainFile);
    return words;
  }
}

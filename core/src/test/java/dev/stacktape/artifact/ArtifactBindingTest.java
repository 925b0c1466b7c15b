package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Fn;
import dev.stacktape.template.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArtifactBindingTest {
  private static final Artifact SAVE =
      new Artifact("save", "0".repeat(64), Path.of("save.zip"), 10, 20, "digest", false);

  @Test
  void aTokenBecomesTheKeyOfItsArtifact() {
    Template bound = ArtifactBinding.bind(template("save"), List.of(SAVE));

    assertThat(bound.resources().get("SaveFunction").properties())
        .isEqualTo(
            Map.of(
                "Code",
                Map.of("S3Bucket", "bucket", "S3Key", SAVE.key()),
                "Layers",
                List.of(Fn.ref("Layer"))));
  }

  @Test
  void aTokenWithoutAnArtifactStays() {
    assertThat(ArtifactBinding.bind(template("load"), List.of(SAVE))).isEqualTo(template("load"));
  }

  private static Template template(String artifact) {
    CfnResource function =
        CfnResource.of(
            "AWS::Lambda::Function",
            Map.of(
                "Code",
                Map.of("S3Bucket", "bucket", "S3Key", ArtifactSpec.keyToken(artifact)),
                "Layers",
                List.of(Fn.ref("Layer"))));
    return Template.empty().withResources(Map.of("SaveFunction", function));
  }
}

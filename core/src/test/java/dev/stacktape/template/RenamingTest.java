package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenamingTest {
  private static final Map<String, String> IDS = Map.of("SaveVersion", "SaveVersion1a2b");

  @Test
  void aResourceIsRenamedWhereverItIsNamed() {
    Template renamed = Renaming.of(template("SaveVersion"), IDS);

    assertThat(TemplateText.toJson(renamed))
        .isEqualTo(TemplateText.toJson(template("SaveVersion1a2b")));
  }

  @Test
  void withoutNewIdsATemplateStaysWhatItIs() {
    Template template = template("SaveVersion");

    assertThat(Renaming.of(template, Map.of())).isSameAs(template);
  }

  private static Template template(String id) {
    Map<String, CfnResource> resources = new LinkedHashMap<>();
    resources.put(
        id, CfnResource.of("AWS::Lambda::Version", Map.of("FunctionName", Fn.ref("Save"))));
    resources.put(
        "SaveVersionOther",
        CfnResource.of(
            "AWS::SNS::Topic", Map.of("DisplayName", Fn.sub("${SaveVersionOther.Name}"))));
    resources.put(
        "Alias",
        CfnResource.of("AWS::Lambda::Alias", Map.of("FunctionVersion", Fn.getAtt(id, "Version")))
            .dependsOn(id)
            .withAttribute("Metadata", Map.of("Of", Fn.ref(id))));
    resources.put(
        "Parameter",
        CfnResource.of(
            "AWS::SSM::Parameter",
            Map.of(
                "Value",
                List.of(
                    Fn.sub("${" + id + "} and ${" + id + ".Version} and ${SaveVersionOther}"),
                    Fn.sub("${x} ${" + id + "}", Map.of("x", Fn.ref(id))),
                    Map.of("Fn::GetAtt", id + ".Version"),
                    "SaveVersion"))));
    return Template.empty()
        .withResources(resources)
        .withOutputs(Map.of("Version", Map.of("Value", Fn.getAtt(id, "Version"))));
  }
}

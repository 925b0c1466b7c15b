package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateDiffTest {

  private static TemplateDiff diff(String deployed, String wanted) {
    return TemplateDiff.between(TemplateText.parse(deployed), TemplateText.parse(wanted));
  }

  private static List<PropertyDiff> properties(Object from, Object to) {
    TemplateDiff diff = TemplateDiff.between(with(from), with(to));
    return diff.resources().isEmpty() ? List.of() : diff.resources().get(0).properties();
  }

  private static Template with(Object value) {
    return Template.empty()
        .withResources(Map.of("A", CfnResource.of("AWS::SQS::Queue", Map.of("P", value))));
  }

  private static List<String> paths(Object from, Object to) {
    return properties(from, to).stream().map(PropertyDiff::dotted).toList();
  }

  @Test
  void whatAppearsAndWhatGoesIsTold() {
    TemplateDiff diff =
        diff(
            "Resources: {Old: {Type: T}, Same: {Type: T}}",
            "Resources: {New: {Type: T}, Same: {Type: T}}");

    assertThat(diff.resources()).extracting(ResourceDiff::logicalId).containsExactly("New", "Old");
    assertThat(diff.resources().get(0).isAdded()).isTrue();
    assertThat(diff.resources().get(1).isRemoved()).isTrue();
    assertThat(diff.isEmpty()).isFalse();
  }

  @Test
  void differencesAreTracedAsDeepAsTheyGo() {
    assertThat(paths(Map.of("a", Map.of("b", 1, "c", 2)), Map.of("a", Map.of("b", 1, "c", 3))))
        .containsExactly("P.a.c");
    assertThat(paths(List.of("x", "y"), List.of("x", "z", "w"))).containsExactly("P.1", "P.2");
    assertThat(paths(Map.of("a", Map.of("b", 1)), Map.of())).containsExactly("P.a");
    assertThat(paths(Map.of("a", 1), List.of("a"))).containsExactly("P");
  }

  @Test
  void aFunctionIsOneValue() {
    assertThat(paths(Fn.ref("A"), Fn.ref("B"))).containsExactly("P");
    assertThat(paths(Fn.sub("a"), Map.of("x", 1))).containsExactly("P");
    assertThat(paths(Fn.join("", List.of("a")), Fn.join("", List.of("b")))).containsExactly("P");
  }

  @Test
  void oldAndNewValueAreKept() {
    assertThat(properties(Map.of("a", 1), Map.of("a", 2, "b", 3)))
        .containsExactly(
            new PropertyDiff(List.of("P", "a"), 1, 2),
            new PropertyDiff(List.of("P", "b"), null, 3));
  }

  @Test
  void whatMeansTheSameIsTheSame() {
    assertThat(properties(1, "1")).isEmpty();
    assertThat(properties(true, "true")).isEmpty();
    assertThat(properties(1, 1L)).isEmpty();
    assertThat(properties(new BigDecimal("1.50"), 1.5)).isEmpty();
    assertThat(properties(Fn.getAtt("A", "B.C"), Map.of("Fn::GetAtt", "A.B.C"))).isEmpty();
    assertThat(properties(Map.of("Fn::Sub", Arrays.asList("x", Map.of())), Fn.sub("x"))).isEmpty();
  }

  @Test
  void whatMeansSomethingElseDiffers() {
    assertThat(properties("1", "01")).hasSize(1);
    assertThat(properties("a", "A")).hasSize(1);
    assertThat(properties("1", List.of("1"))).hasSize(1);
    assertThat(properties(Fn.getAtt("A", "B"), Fn.ref("A"))).hasSize(1);
    assertThat(properties(List.of(1, 2), List.of(2, 1))).hasSize(2);
  }

  @Test
  void dependsOnIsASetHoweverItIsWritten() {
    String one = "Resources: {A: {Type: T, DependsOn: B}}";
    String list = "Resources: {A: {Type: T, DependsOn: [B]}}";
    String two = "Resources: {A: {Type: T, DependsOn: [B, C]}}";
    String swapped = "Resources: {A: {Type: T, DependsOn: [C, B]}}";

    assertThat(diff(one, list).isEmpty()).isTrue();
    assertThat(diff(two, swapped).isEmpty()).isTrue();
    assertThat(diff(one, two).resources().get(0).attributes()).containsExactly("DependsOn");
  }

  @Test
  void attributesTypesOutputsAndSectionsAreCompared() {
    TemplateDiff diff =
        diff(
            """
            Description: a
            Metadata: {v: 1}
            Conditions: {C: !Equals [a, a]}
            Resources: {A: {Type: T, DeletionPolicy: Delete}, B: {Type: T}}
            Outputs: {Gone: {Value: x}, Same: {Value: 1}}
            """,
            """
            Description: b
            Metadata: {v: 2}
            Conditions: {C: !Equals [a, b]}
            Resources: {A: {Type: T, DeletionPolicy: Retain}, B: {Type: U}}
            Outputs: {New: {Value: x}, Same: {Value: "1"}}
            """);

    assertThat(diff.sections()).containsExactly("Conditions");
    assertThat(diff.outputs()).containsExactly("Gone", "New");
    assertThat(diff.resources().get(0).attributes()).containsExactly("DeletionPolicy");
    assertThat(diff.resources().get(1).isOtherType()).isTrue();
  }
}

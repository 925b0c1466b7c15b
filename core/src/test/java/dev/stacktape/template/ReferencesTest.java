package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stacktape.template.Reference.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencesTest {

  private static List<Reference> in(String yaml) {
    Template template =
        TemplateText.parse(
            "Resources:\n  A:\n    Type: T\n    Properties:\n      P: " + yaml.indent(6).strip());
    return References.in(template.resources().get("A").properties());
  }

  @Test
  void everyFormOfGetAttIsUnderstood() {
    for (String form :
        List.of(
            "!GetAtt B.C.D", "!GetAtt [B, C.D]", "!GetAtt [B, C, D]", "{'Fn::GetAtt': B.C.D}")) {
      assertThat(in(form))
          .extracting(Reference::kind, Reference::target, Reference::attribute)
          .as(form)
          .containsExactly(tuple(Kind.ATTRIBUTE, "B", "C.D"));
    }
  }

  @Test
  void getAttWithAComputedAttributeRefersToBoth() {
    assertThat(in("!GetAtt [B, !Ref C]")).extracting(Reference::target).containsExactly("B", "C");
  }

  @Test
  void theVariablesOfSubAreReferencesUnlessTheyAreItsOwn() {
    assertThat(in("!Sub ['${Own}-${B}-${C.D}-${AWS::Region}-${!E}', {Own: !Ref F}]"))
        .extracting(Reference::target)
        .containsExactly("B", "C", "AWS::Region", "F");
  }

  @Test
  void conditionsAndMappingsAreTheirOwnKind() {
    assertThat(in("!If [C, !FindInMap [M, !Ref R, k], x]"))
        .extracting(Reference::kind, Reference::target)
        .containsExactly(
            tuple(Kind.CONDITION, "C"), tuple(Kind.MAPPING, "M"), tuple(Kind.REF, "R"));
    assertThat(References.in(Map.of("Condition", "C")))
        .extracting(Reference::kind)
        .containsExactly(Kind.CONDITION);
  }

  @Test
  void theConditionOfAPolicyStatementIsNoReference() {
    assertThat(in("{Statement: [{Condition: C}]}")).isEmpty();
  }

  @Test
  void thePathLeadsToTheReference() {
    assertThat(in("{Q: [a, !Join ['', [!Ref B]]]}"))
        .extracting(Reference::path)
        .containsExactly(List.of("P", "Q", "1", "Fn::Join", "1", "0"));
  }

  @Test
  void pseudoParametersAreNoResources() {
    assertThat(in("[!Ref AWS::Region, !Ref B]"))
        .extracting(Reference::isToResource)
        .containsExactly(false, true);
  }

  @Test
  void aSubTextComesApartAndTogether() {
    assertThat(SubText.of("a${B}${!C}${D.E}$").parts())
        .containsExactly(
            new SubText.Literal("a"),
            new SubText.Variable("B"),
            new SubText.Literal("${C}"),
            new SubText.Variable("D.E"),
            new SubText.Literal("$"));
    assertThat(SubText.of("${unclosed").parts()).containsExactly(new SubText.Literal("${unclosed"));
    assertThat(SubText.of("").parts()).isEmpty();
  }

  @Test
  void aResourceWaitsForWhatItRefersToAndDependsOn() {
    CfnResource resource =
        CfnResource.of("T", Map.of("P", List.of(Fn.ref("B"), Fn.ref("AWS::Region"))))
            .dependsOn("C");

    assertThat(resource.dependencies()).containsExactly("C", "B");
  }
}

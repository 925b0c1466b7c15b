package dev.stacktape.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.problem.StacktapeException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TemplateTextPropertyTest {

  @Provide
  Arbitrary<Template> templates() {
    return Trees.templates();
  }

  @Property(tries = 300)
  void aTemplateComesBackFromYaml(@ForAll("templates") Template template) {
    assertThat(TemplateText.parse(TemplateText.toYaml(template))).isEqualTo(template);
  }

  @Property(tries = 300)
  void aTemplateComesBackFromJson(@ForAll("templates") Template template) {
    assertThat(TemplateText.parse(TemplateText.toJson(template))).isEqualTo(template);
    assertThat(TemplateText.parse(TemplateText.toCompactJson(template))).isEqualTo(template);
  }

  @Property(tries = 300)
  void whateverIsReadEitherIsATemplateOrAProblemWithAPlace(@ForAll String text) {
    try {
      TemplateText.parse(text);
    } catch (StacktapeException e) {
      assertThat(e.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo("TEMPLATE_UNREADABLE");
                assertThat(problem.location()).isNotNull();
              });
    }
  }

  @Property(tries = 300)
  void equalTemplatesDoNotDiffer(@ForAll("templates") Template template) {
    Template again = TemplateText.parse(TemplateText.toYaml(template));

    assertThat(TemplateDiff.between(template, again).isEmpty()).isTrue();
  }

  @Property(tries = 300)
  void whatDiffersOneWayDiffersTheOtherWay(
      @ForAll("templates") Template a, @ForAll("templates") Template b) {
    TemplateDiff forth = TemplateDiff.between(a, b);
    TemplateDiff back = TemplateDiff.between(b, a);

    assertThat(forth.isEmpty()).isEqualTo(back.isEmpty());
    assertThat(forth.outputs()).isEqualTo(back.outputs());
    assertThat(forth.resources())
        .extracting(ResourceDiff::logicalId)
        .containsExactlyInAnyOrderElementsOf(
            back.resources().stream().map(ResourceDiff::logicalId).toList());
  }
}

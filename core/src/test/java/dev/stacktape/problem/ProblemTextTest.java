package dev.stacktape.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTest {

  private static String text(String line, int column) {
    return ProblemText.plain()
        .of(Problem.error("A_CODE", "Wrong.").at(new Location("a.yml", 7, column, line)));
  }

  @Test
  void showsPlaceCodeMessageLineCaretAndHint() {
    assertThat(
            ProblemText.plain()
                .of(
                    Problem.warning("A_CODE", "Wrong.")
                        .at(new Location("a.yml", 7, 3, "a: b"))
                        .hint("Do it.")))
        .isEqualTo("a.yml:7:3: warning A_CODE: Wrong.\n  7 | a: b\n    |   ^\n  hint: Do it.");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    assertThat(ProblemText.plain().of(Problem.error("A_CODE", "Wrong.")))
        .isEqualTo("error A_CODE: Wrong.");
    assertThat(ProblemText.plain().of(Problem.error("A_CODE", "Wrong.").at(Location.of("a.yml"))))
        .isEqualTo("a.yml: error A_CODE: Wrong.");
    assertThat(text("a: b", 0)).isEqualTo("a.yml:7: error A_CODE: Wrong.\n  7 | a: b");
  }

  @Test
  void severalAreKeptApartByAnEmptyLine() {
    Problem problem = Problem.error("A", "b");
    assertThat(ProblemText.plain().of(List.of(problem, problem)))
        .isEqualTo("error A: b\n\nerror A: b");
  }

  @Test
  void theCaretStaysBelowItsPlaceBehindTabsWideLettersAndHiddenOnes() {
    assertThat(text("\ta: b", 2)).endsWith("  7 |   a: b\n    |   ^");
    assertThat(text("漢: b", 4)).endsWith("  7 | 漢: b\n    |     ^");
    assertThat(text("e\u0301: b", 5)).endsWith("    |    ^");
    assertThat(text("\u202Ea", 2)).endsWith("  7 | <U+202E>a\n    |         ^");
    assertThat(text("\u001B[31ma", 6)).endsWith("  7 | <U+001B>[31ma\n    |             ^");
  }

  @Test
  void theCaretMayStandBehindTheEndOfTheLine() {
    assertThat(text("ab", 3)).endsWith("  7 | ab\n    |   ^");
  }

  @Test
  void longLinesAreCutAroundTheCaret() {
    String line = "x".repeat(500) + "HERE" + "y".repeat(500);

    String[] shown = text(line, 501).split("\n");

    assertThat(shown[1]).hasSizeLessThan(120).startsWith("  7 | ...x").endsWith("y...");
    assertThat(shown[1].substring(shown[2].indexOf('^'))).startsWith("HERE");
  }

  @Test
  void theStyleSeesEveryPart() {
    String styled =
        ProblemText.styled((part, text) -> "<" + part.name().charAt(0) + ">" + text)
            .of(Problem.error("A_CODE", "Wrong.").at(new Location("a.yml", 7, 1, "a")).hint("Do."));

    assertThat(styled)
        .isEqualTo(
            "<P>a.yml:7:1: <E>error <C>A_CODE: <M>Wrong.\n<M>  7 | <E>a\n<M>    | <C>^\n  <H>hint: Do.");
  }
}

package dev.stacktape.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {
  private static final List<String> KNOWN =
      List.of("timeout", "memory", "environment", "packaging", "events", "connectTo", "id");

  @Test
  void aMissingLetterIsForgiven() {
    assertThat(DidYouMean.closest("timout", KNOWN)).contains("timeout");
  }

  @Test
  void onlyUpperAndLowerCaseDiffering() {
    assertThat(DidYouMean.closest("CONNECTTO", KNOWN)).contains("connectTo");
  }

  @Test
  void swappedLettersAreForgiven() {
    assertThat(DidYouMean.closest("memroy", KNOWN)).contains("memory");
    assertThat(DidYouMean.closest("Anr", List.of("Arn", "Id"))).contains("Arn");
  }

  @Test
  void theBeginningOfAWordIsEnough() {
    assertThat(DidYouMean.closest("environ", KNOWN)).contains("environment");
    assertThat(DidYouMean.closest("memory", List.of("memorySize", "memorySizeLimit")))
        .contains("memorySize");
  }

  @Test
  void nothingNearIsNothing() {
    assertThat(DidYouMean.closest("colour", KNOWN)).isEmpty();
    assertThat(DidYouMean.closest("", KNOWN)).isEmpty();
    assertThat(DidYouMean.closest("timeout", List.of())).isEmpty();
  }

  @Test
  void theOrderOfTheKnownWordsPlaysNoPart() {
    assertThat(DidYouMean.closest("bat", List.of("cat", "bar"))).contains("bar");
    assertThat(DidYouMean.closest("bat", List.of("bar", "cat"))).contains("bar");
  }
}

package dev.stacktape.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  @Test
  void handsOnTheResultsInTheOrderOfTheInputsAlthoughLaterOnesAreDoneFirst() throws IOException {
    CountDownLatch secondIsDone = new CountDownLatch(1);
    List<Integer> taken = new ArrayList<>();

    InOrder.each(
        HUNDRED,
        input -> {
          if (input == 1) {
            secondIsDone.countDown();
          }
          if (input == 0 && Runtime.getRuntime().availableProcessors() > 1) {
            await(secondIsDone);
          }
          return input;
        },
        taken::add);

    assertThat(taken).isEqualTo(HUNDRED);
  }

  @Test
  void holdsNoMoreResultsThanThereAreProcessors() throws IOException {
    AtomicInteger begun = new AtomicInteger();
    List<Integer> ahead = new ArrayList<>();

    InOrder.each(
        HUNDRED, input -> begun.incrementAndGet(), result -> ahead.add(begun.get() - ahead.size()));

    assertThat(ahead)
        .allMatch(count -> count <= Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void throwsTheFirstFailureAndTakesNothingAfterIt() {
    List<Integer> taken = new ArrayList<>();

    assertThatThrownBy(
            () ->
                InOrder.each(
                    HUNDRED,
                    input -> {
                      if (input >= 10) {
                        throw new IOException("input " + input);
                      }
                      return input;
                    },
                    taken::add))
        .isInstanceOf(IOException.class)
        .hasMessage("input 10");
    assertThat(taken).isEqualTo(HUNDRED.subList(0, 10));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.stacktape.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.deploy.KeptVersions.Sent;
import dev.stacktape.plan.StoredCode;
import dev.stacktape.plan.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Which versions are kept, and that nothing goes that one of them needs. */
class KeptVersionsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  /** A version whose template mentions some images, and which has some zips. */
  private record Deployed(Version version, List<Integer> images) {
    String text() {
      return "{\"Images\":\"" + images.stream().map(KeptVersionsTest::image).toList() + "\"}";
    }
  }

  private static String image(int number) {
    return "sha256:%064d".formatted(number);
  }

  private static Deployed version(int number, List<Integer> zips, List<Integer> images) {
    return new Deployed(
        new Version(
            number,
            "t",
            "me",
            null,
            false,
            "plan",
            "templates/" + number + ".json",
            Map.of(),
            Map.of(),
            zips.stream().map(zip -> new StoredCode("f", zip(zip), "sha")).toList(),
            Map.of(),
            Map.of(),
            null,
            null,
            List.of()),
        images);
  }

  private static String zip(int number) {
    return "artifacts/" + number + ".zip";
  }

  @Provide
  Arbitrary<List<Deployed>> history() {
    Arbitrary<List<Integer>> some = Arbitraries.integers().between(1, 12).list().ofMaxSize(5);
    return some.list()
        .ofSize(2)
        .list()
        .ofMaxSize(12)
        .map(
            all ->
                IntStream.range(0, all.size())
                    .mapToObj(i -> version(i + 1, all.get(i).get(0), all.get(i).get(1)))
                    .toList());
  }

  private static List<Sent> everythingSent(List<Deployed> history, Duration age) {
    List<Sent> sent = new ArrayList<>();
    IntStream.rangeClosed(1, 12)
        .forEach(
            i -> {
              sent.add(new Sent(zip(i), NOW.minus(age)));
              sent.add(new Sent(image(i), NOW.minus(age)));
            });
    history.forEach(one -> sent.add(new Sent(one.version().templateKey(), NOW.minus(age))));
    return sent;
  }

  private static List<String> texts(List<Deployed> history, List<Version> of) {
    return history.stream().filter(one -> of.contains(one.version())).map(Deployed::text).toList();
  }

  @Property
  void nothingGoesThatAKeptVersionOrARunningTaskNeeds(
      @ForAll("history") List<Deployed> history,
      @ForAll @IntRange(max = 14) int previous,
      @ForAll @IntRange(min = 1, max = 12) int running,
      @ForAll @IntRange(max = 72) int hours) {
    KeptVersions kept = KeptVersions.of(history.stream().map(Deployed::version).toList(), previous);
    List<String> counting = new ArrayList<>(texts(history, kept.kept()));
    counting.add("running " + image(running));
    List<String> gone =
        kept
            .obsolete(
                everythingSent(history, Duration.ofHours(hours)),
                counting,
                texts(history, kept.removed()),
                NOW)
            .stream()
            .map(Sent::name)
            .toList();

    assertThat(kept.kept()).hasSize(Math.min(history.size(), previous + 1));
    for (Deployed one : history) {
      if (kept.kept().contains(one.version())) {
        assertThat(gone).doesNotContain(one.version().templateKey());
        one.images().forEach(image -> assertThat(gone).doesNotContain(image(image)));
        one.version().code().forEach(code -> assertThat(gone).doesNotContain(code.key()));
      } else {
        assertThat(gone).contains(one.version().templateKey());
      }
    }
    assertThat(gone).doesNotContain(image(running));
  }

  @Property
  void whatIsOldAndMentionedNowhereGoes(
      @ForAll("history") List<Deployed> history, @ForAll @IntRange(min = 25, max = 99) int hours) {
    KeptVersions kept = KeptVersions.of(history.stream().map(Deployed::version).toList(), 3);
    List<Sent> swapped =
        List.of(new Sent("artifacts/swapped.zip", NOW.minus(Duration.ofHours(hours))));

    assertThat(kept.obsolete(swapped, texts(history, kept.kept()), List.of(), NOW))
        .isEqualTo(swapped);
  }

  @Test
  void whatWasSentJustNowIsForADeploymentThatIsStillToCome() {
    KeptVersions kept = KeptVersions.of(List.of(version(1, List.of(1), List.of()).version()), 0);

    assertThat(
            kept.obsolete(
                List.of(new Sent("artifacts/new.zip", NOW.minusSeconds(60))),
                List.of(),
                List.of(),
                NOW))
        .isEmpty();
  }

  @Test
  void theNewestAreKept() {
    List<Version> versions =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> version(i, List.of(), List.of()).version())
            .toList();

    KeptVersions kept = KeptVersions.of(versions, 1);
    assertThat(kept.kept()).extracting(Version::number).containsExactly(5, 4);
    assertThat(kept.removed()).extracting(Version::number).containsExactly(3, 2, 1);
  }
}

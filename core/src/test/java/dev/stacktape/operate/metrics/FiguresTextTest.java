package dev.stacktape.operate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.name.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTextTest {
  private static final Instant FROM = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void aTableHasALineForEachFigureAndNoneForWhatIsQuiet() {
    Figures figures =
        new Figures(
            new Target("shop", "dev", "eu-west-1", "123456789012"),
            FROM,
            FROM.plusSeconds(1200),
            Duration.ofMinutes(5),
            List.of(
                figure("save", "invocations", FigureUnit.COUNT, 1210.0, 10.0, null, 1000.0, 200.0),
                figure("save", "duration p95", FigureUnit.MILLISECONDS, 12.5, 1.0, null, 12.5, 0.0),
                figure("quiet", "invocations", FigureUnit.COUNT, null, null, null, null, null)),
            List.of("uploads"));
    assertThat(FiguresText.plain(figures, ZoneOffset.UTC))
        .isEqualTo(
            """
            Figures of shop-dev from 2026-11-23 12:00 to 2026-11-23 12:20, a bar is 5 min 0 s
            save (AWS::Lambda::Function)
              invocations     1,210  ▁ █▂
              duration p95  12.5 ms  ▂ █▁
            Nothing was measured of: quiet (AWS::Lambda::Function)
            Without figures: uploads\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "COUNT,3,3",
    "COUNT,1234567,'1,234,567'",
    "MILLISECONDS,340.4,340 ms",
    "SECONDS,0.25,250 ms",
    "SECONDS,7200,120 min 0 s",
    "PERCENT,93.26,93.3 %",
    "BYTES,1048576,1.0 MB"
  })
  void valuesAreSaidInTheirUnit(FigureUnit unit, double value, String expected) {
    assertThat(unit.text(value)).isEqualTo(expected);
  }

  private static Figure figure(
      String name,
      String title,
      FigureUnit unit,
      @Nullable Double value,
      @Nullable Double... points) {
    return new Figure(
        name, "AWS::Lambda::Function", "Save", title, unit, Arrays.asList(points), value);
  }
}

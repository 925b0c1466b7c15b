package dev.stacktape.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Changes plain values in one place: takes a key away, adds one, or writes something else. */
@NullMarked
final class SchemaMutation {
  /** No record has the key, and none is spelled like it. */
  private static final String UNKNOWN = "zzzUnknown";

  private static final List<@Nullable Object> OTHERS = others();

  private final Random random;
  private String told = "nothing";
  private boolean numberInQuotes;

  /**
   * @param seed decides the place and the change
   */
  SchemaMutation(long seed) {
    this.random = new Random(seed);
  }

  private static List<@Nullable Object> others() {
    List<@Nullable Object> others = new ArrayList<>();
    others.add(null);
    others.addAll(
        List.of(
            "zzz",
            "",
            "7",
            "true",
            7L,
            -7L,
            7.5,
            true,
            Map.of(),
            Map.of("zzz", 1L),
            List.of(),
            List.of("zzz"),
            List.of(Map.of("zzz", 1L))));
    return others;
  }

  /** A copy that differs in one place. */
  Object of(Object whole) {
    return Places.change(whole, random.nextInt(Places.count(whole)), this::changed);
  }

  /** What was changed, and where. */
  String told() {
    return told;
  }

  /** Whether a number was written as text. */
  boolean wroteNumberInQuotes() {
    return numberInQuotes;
  }

  private @Nullable Object changed(String path, Object value) {
    int way = random.nextInt(4);
    if (way == 0) {
      told = path + " removed";
      return Places.REMOVED;
    }
    if (way == 1 && value instanceof Map<?, ?> map) {
      told = path + " with another key";
      Map<Object, Object> more = new LinkedHashMap<>(map);
      more.put(UNKNOWN, 1L);
      return more;
    }
    Object other = OTHERS.get(random.nextInt(OTHERS.size()));
    told = path + " = " + other + " instead of " + value;
    numberInQuotes = "7".equals(other);
    return other;
  }
}

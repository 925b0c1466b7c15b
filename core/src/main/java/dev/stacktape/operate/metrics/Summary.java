package dev.stacktape.operate.metrics;

import java.util.Collection;
import java.util.OptionalDouble;

/** How the values of many periods become one. */
enum Summary {
  TOTAL,
  HIGHEST,
  LOWEST,
  MEDIAN;

  /** One value for many, empty where there are none. */
  OptionalDouble of(Collection<Double> values) {
    if (values.isEmpty()) {
      return OptionalDouble.empty();
    }
    var stream = values.stream().mapToDouble(Double::doubleValue);
    return switch (this) {
      case TOTAL -> OptionalDouble.of(stream.sum());
      case HIGHEST -> stream.max();
      case LOWEST -> stream.min();
      case MEDIAN -> OptionalDouble.of(stream.sorted().toArray()[values.size() / 2]);
    };
  }
}

package dev.stacktape.operate.metrics;

import dev.stacktape.operate.inventory.Inventory.Resource;
import java.util.Map;
import java.util.function.Function;

/**
 * A figure that tells how resources of a type do.
 *
 * @param title a word or two for people, and the key for programs
 * @param namespace of CloudWatch, such as {@code AWS/Lambda}
 * @param metric its name there
 * @param statistic such as {@code Sum} or {@code p95}
 * @param summary how one value is made of those of the periods
 * @param dimensions which of the metric's series belongs to a resource
 */
record FigureSpec(
    String title,
    String namespace,
    String metric,
    String statistic,
    FigureUnit unit,
    Summary summary,
    Function<Resource, Map<String, String>> dimensions) {

  /** A family of figures with the same dimensions. */
  record Family(String namespace, Function<Resource, Map<String, String>> dimensions) {
    FigureSpec sum(String title, String metric) {
      return of(title, metric, "Sum", FigureUnit.COUNT, Summary.TOTAL);
    }

    FigureSpec highest(String title, String metric, FigureUnit unit) {
      return of(title, metric, "Maximum", unit, Summary.HIGHEST);
    }

    FigureSpec lowest(String title, String metric, FigureUnit unit) {
      return of(title, metric, "Minimum", unit, Summary.LOWEST);
    }

    FigureSpec median(String title, String metric, FigureUnit unit) {
      return of(title, metric, "p50", unit, Summary.MEDIAN);
    }

    FigureSpec p95(String title, String metric, FigureUnit unit) {
      return of(title, metric, "p95", unit, Summary.HIGHEST);
    }

    private FigureSpec of(
        String title, String metric, String statistic, FigureUnit unit, Summary summary) {
      return new FigureSpec(title, namespace, metric, statistic, unit, summary, dimensions);
    }
  }
}

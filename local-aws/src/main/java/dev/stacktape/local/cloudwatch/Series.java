package dev.stacktape.local.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * What CloudWatch calls a metric: values that belong together.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param name such as {@code Errors}
 * @param dimensions all of them have to be named to get at the values
 */
record Series(String namespace, String name, Map<String, String> dimensions) {
  Series {
    dimensions = Map.copyOf(new TreeMap<>(dimensions));
  }
}

package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.document.Exports;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Remembers which exports were used. */
final class Imported implements Exports {
  private final Exports exports;
  private final Set<String> names = new ConcurrentSkipListSet<>();

  Imported(Exports exports) {
    this.exports = exports;
  }

  @Override
  public String value(String name) {
    String value = exports.value(name);
    names.add(name);
    return value;
  }

  List<String> names() {
    return List.copyOf(names);
  }
}

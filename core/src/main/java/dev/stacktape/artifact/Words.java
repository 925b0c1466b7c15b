package dev.stacktape.artifact;

import java.util.List;

/** Lists in sentences. */
public final class Words {
  private static final int SHOWN = 5;

  private Words() {}

  /** The first few, and how many more there are. */
  public static String firstOf(List<String> items) {
    String shown = String.join(", ", items.subList(0, Math.min(SHOWN, items.size())));
    int more = items.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}

package dev.stacktape.resource.database;

/** Ranges of addresses, as users write them. */
final class Cidr {
  private Cidr() {}

  /** The range; a single address is a range of one. */
  static String of(String text) {
    if (text.contains("/")) {
      return text;
    }
    return text + (text.contains(":") ? "/128" : "/32");
  }
}

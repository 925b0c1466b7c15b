package dev.stacktape.resource.database;

import java.util.regex.Pattern;

/** Ranges of addresses, as users write them. */
final class Cidr {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
  private static final Pattern V4 =
      Pattern.compile("(" + BYTE + "\\.){3}" + BYTE + "(/([12]?\\d|3[0-2]))?");
  private static final Pattern V6 =
      Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/(1[01]\\d|12[0-8]|\\d?\\d))?");

  private Cidr() {}

  static boolean isValid(String text) {
    return V4.matcher(text).matches() || V6.matcher(text).matches();
  }

  /** The range; a single address is a range of one. */
  static String of(String text) {
    if (text.contains("/")) {
      return text;
    }
    return text + (text.contains(":") ? "/128" : "/32");
  }
}

package dev.stacktape.mcp.offer;

/**
 * Words that a person can begin a piece of work with.
 *
 * @param name a stable word
 * @param title what people see
 * @param description what comes of it
 * @param argument the name of what the person fills in
 * @param meaning what that is
 * @param text with {@code %s} for it
 * @param values that may be meant
 */
public record Prompt(
    String name,
    String title,
    String description,
    String argument,
    String meaning,
    String text,
    Words values) {

  /** The words, filled in. */
  public String filled(String value) {
    return text.formatted(value);
  }
}

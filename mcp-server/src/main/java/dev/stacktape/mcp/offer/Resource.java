package dev.stacktape.mcp.offer;

import java.util.function.UnaryOperator;

/**
 * Something that can be read by its address.
 *
 * @param uri its address; of many that are alike, with one variable in braces
 * @param name a stable word
 * @param title what people see
 * @param description what it has
 * @param mediaType of the text
 * @param reader from the value of the variable to the text; throws {@link
 *     dev.stacktape.mcp.tool.Refusal} where there is none
 * @param values of the variable
 */
public record Resource(
    String uri,
    String name,
    String title,
    String description,
    String mediaType,
    UnaryOperator<String> reader,
    Words values) {

  /** Whether it stands for many that are alike. */
  public boolean isTemplate() {
    return uri.contains("{");
  }

  /** The name of its variable. */
  public String variable() {
    return uri.substring(uri.indexOf('{') + 1, uri.indexOf('}'));
  }

  /** What stands at an address of its kind. */
  public String read(String address) {
    return reader.apply(isTemplate() ? value(address) : "");
  }

  private String value(String address) {
    int from = uri.indexOf('{');
    int to = address.length() - (uri.length() - uri.indexOf('}') - 1);
    return from <= to ? address.substring(from, to) : "";
  }
}
